package org.session4j.testkit.internal.storage;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.session4j.protocol.Bytes;

/** The subaccount tokens that accounts revoked at one node, the newest 50 of each. Safe for use by many threads. */
public final class Revocations {

    /** How many are remembered of an account, and how many one request may name. */
    public static final int LIMIT = 50;

    private final Map<String, LinkedHashSet<Bytes>> revoked = new HashMap<>();

    public synchronized void revoke(String account, List<Bytes> tokens) {
        LinkedHashSet<Bytes> list = revoked.computeIfAbsent(account, id -> new LinkedHashSet<>());
        for (Bytes token : tokens) {
            list.remove(token);
            list.add(token);
        }
        Iterator<Bytes> oldest = list.iterator();
        for (int surplus = list.size() - LIMIT; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** How many of them had been revoked. */
    public synchronized int unrevoke(String account, List<Bytes> tokens) {
        LinkedHashSet<Bytes> list = revoked.getOrDefault(account, new LinkedHashSet<>());
        int before = list.size();
        tokens.forEach(list::remove);
        return before - list.size();
    }

    public synchronized List<Bytes> of(String account) {
        return List.copyOf(revoked.getOrDefault(account, new LinkedHashSet<>()));
    }

    public synchronized boolean contains(String account, Bytes token) {
        return revoked.getOrDefault(account, new LinkedHashSet<>()).contains(token);
    }
}
