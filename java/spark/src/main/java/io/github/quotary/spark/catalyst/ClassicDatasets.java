package io.github.quotary.spark.catalyst;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Makes datasets of plans. The class that does it has one name in Spark 3.5 and another in 4.0; it
 * is that of any dataset.
 */
final class ClassicDatasets {
  private ClassicDatasets() {}

  /**
   * The rows of a plan.
   *
   * @param like a dataset of the same session
   * @throws UnsupportedOperationException if this Spark makes its datasets in another way
   */
  @SuppressWarnings("unchecked") // It has rows of no other type.
  static Dataset<Row> ofRows(Dataset<Row> like, LogicalPlan plan) {
    Method method =
        Arrays.stream(like.getClass().getMethods())
            .filter(each -> isOfRows(each, like.sparkSession()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UnsupportedOperationException(
                        "quotary-spark does not know datasets of "
                            + like.getClass().getName()
                            + "; it is made for Spark 3.5 and 4.0, and not for Spark Connect"));
    try {
      MethodHandle handle = MethodHandles.publicLookup().unreflect(method);
      return (Dataset<Row>) handle.invoke(like.sparkSession(), plan);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      // What the analyser throws is checked in Java, and not declared in Scala.
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOfRows(Method method, Object session) {
    Class<?>[] parameters = method.getParameterTypes();
    return method.getName().equals("ofRows")
        && Modifier.isStatic(method.getModifiers())
        && parameters.length == 2
        && parameters[0].isInstance(session)
        && parameters[1] == LogicalPlan.class;
  }
}
