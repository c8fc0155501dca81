package io.github.quotary.spark.sql;

import io.github.quotary.spark.column.InspectionSchema;
import io.github.quotary.spark.column.ReplaySchema;
import io.github.quotary.spark.column.VerdictSchema;
import io.github.quotary.spark.executor.VerifyTask;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/** The SQL functions, and the two ways to make Spark know them. */
public final class QuoteFunctions {
  private static final String VERIFY = "verify_quote";
  private static final String INSPECT = "inspect_quote";
  private static final String REPLAY = "replay_log";

  private static final Map<String, Integer> ARGUMENTS = Map.of(VERIFY, 2, INSPECT, 1, REPLAY, 1);

  private QuoteFunctions() {}

  /** Registers them in a session, with this configuration for good. */
  public static void register(SparkSession spark, VerifyTask task) {
    spark.udf().register(VERIFY, new VerifyQuote(task), VerdictSchema.verdict());
    spark.udf().register(INSPECT, new InspectQuote(), InspectionSchema.inspection());
    spark.udf().register(REPLAY, new ReplayLog(), ReplaySchema.replay());
  }

  /**
   * Adds them to every session.
   *
   * @param task is asked for each query, in its session
   */
  public static void inject(SparkSessionExtensions extensions, Supplier<VerifyTask> task) {
    inject(extensions, VERIFY, () -> new VerifyQuote(task.get()), VerdictSchema.verdict());
    inject(extensions, INSPECT, InspectQuote::new, InspectionSchema.inspection());
    inject(extensions, REPLAY, ReplayLog::new, ReplaySchema.replay());
  }

  private static void inject(
      SparkSessionExtensions extensions, String name, Supplier<Object> function, StructType type) {
    Function1<Seq<Expression>, Expression> builder =
        new AbstractFunction1<>() {
          @Override
          public Expression apply(Seq<Expression> arguments) {
            return call(name, function, type, arguments);
          }
        };
    extensions.injectFunction(
        new Tuple3<>(
            new FunctionIdentifier(name),
            new ExpressionInfo(QuoteFunctions.class.getName(), name),
            builder));
  }

  private static Expression call(
      String name, Supplier<Object> function, StructType type, Seq<Expression> arguments) {
    int expected = ARGUMENTS.getOrDefault(name, 1);
    if (arguments.size() != expected) {
      throw new IllegalArgumentException(
          name + " takes " + expected + " argument(s), not " + arguments.size());
    }
    return new ScalaUDF(
        function.get(), type, arguments, empty(), Option.empty(), Option.apply(name), true, true);
  }

  @SuppressWarnings("unchecked") // The empty list is one of anything.
  private static <T> Seq<T> empty() {
    return (Seq<T>) (Seq<?>) Nil$.MODULE$;
  }
}
