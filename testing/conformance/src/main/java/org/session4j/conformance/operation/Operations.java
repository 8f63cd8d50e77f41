package org.session4j.conformance.operation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every operation by its name: those of the {@code libsession-*} and {@code upstream-*} files by the name in the file,
 * those of the other families as {@code family/operation}.
 */
public final class Operations {

    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<String, Opening> openings = new HashMap<>();

    private Operations() {}

    public static Operations all() {
        Operations all = new Operations();
        KeyOperations.addTo(all);
        AccountOperations.addTo(all);
        SealOperations.addTo(all);
        FramingOperations.addTo(all);
        MessageOperations.addTo(all);
        V2Operations.addTo(all);
        RecordedV2Operations.addTo(all);
        DeviceOperations.addTo(all);
        LayerOperations.addTo(all);
        PeelOperations.addTo(all);
        OnionRequestOperations.addTo(all);
        OnionAnswerOperations.addTo(all);
        NodeListOperations.addTo(all);
        SwarmOperations.addTo(all);
        StorageOperations.addTo(all);
        OnsOperations.addTo(all);
        DeterministicFileOperations.addTo(all);
        LegacyFileOperations.addTo(all);
        FileUrlOperations.addTo(all);
        ConfigPrimitiveOperations.addTo(all);
        ConfigMessageOperations.addTo(all);
        ConfigStoryOperations.addTo(all);
        ConfigPartOperations.addTo(all);
        HeldConfigs held = new HeldConfigs();
        HeldConfigOperations.addTo(all, held);
        DocumentOperations.addTo(all, held);
        StoryOperations.addTo(all);
        MultiRecipientOperations.addTo(all);
        SubaccountOperations.addTo(all, held);
        GroupKeysOperations.addTo(all, held);
        GroupV2KeyOperations.addTo(all);
        GroupV2MessageOperations.addTo(all);
        SenderKeyOperations.addTo(all);
        LegacyGroupOperations.addTo(all);
        BlindingOperations.addTo(all);
        BlindedMessageOperations.addTo(all);
        CommunityOperations.addTo(all);
        PushOperations.addTo(all);
        all.add("operations", call -> Answer.empty().putTexts("operations", all.names()));
        return all;
    }

    void add(String name, Operation operation) {
        if (operations.put(name, operation) != null) {
            throw new IllegalStateException("operation " + name + " is there twice");
        }
    }

    void add(String name, Operation operation, Opening opening) {
        add(name, operation);
        openings.put(name, opening);
    }

    /**
     * The operation of that name.
     *
     * @throws NotRunnableException if there is no such operation
     */
    public Operation named(String name) {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new NotRunnableException("unknown operation " + name);
        }
        return operation;
    }

    /** How to open what the operation made, for one that draws randomness. */
    public Optional<Opening> opening(String name) {
        return Optional.ofNullable(openings.get(name));
    }

    /** In alphabetical order. */
    public Set<String> names() {
        return new TreeSet<>(operations.keySet());
    }
}
