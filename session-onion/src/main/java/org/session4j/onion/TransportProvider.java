package org.session4j.onion;

/**
 * How a {@link Transport} outside this module makes itself known, by {@link java.util.ServiceLoader}: declared in the
 * module descriptor and in {@code META-INF/services}.
 */
public interface TransportProvider {

    String name();

    Transport open();
}
