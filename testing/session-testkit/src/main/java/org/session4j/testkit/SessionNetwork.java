package org.session4j.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the {@link TestNetwork} is like that {@link TestNetworkExtension} hands to a test; at the method, else at its
 * class. Without it, as {@link TestNetwork#start()} makes it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface SessionNetwork {

    int nodes() default 24;

    /** 0 for swarms of 6. */
    int swarms() default 0;

    /** 0 for a random one. */
    long seed() default 0;

    ServerVersion server() default ServerVersion.S28;

    /** See {@link TestNetworkBuilder#timeScale(double)}. */
    double timeScale() default 0.1;
}
