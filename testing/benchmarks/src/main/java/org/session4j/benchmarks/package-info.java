/**
 * What the library costs beside the bare functions it cannot do without. Not {@code @NullMarked}: JMH fills the fields of
 * a state before it is used.
 */
package org.session4j.benchmarks;
