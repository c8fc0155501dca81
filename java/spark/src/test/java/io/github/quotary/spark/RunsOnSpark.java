package io.github.quotary.spark;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Tests that start Spark. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@EnabledForJreRange(
    max = JRE.JAVA_21,
    disabledReason =
        "Spark 4.0 runs on JDK 17 and 21: it asks for a security manager, which later JDKs lack")
public @interface RunsOnSpark {}
