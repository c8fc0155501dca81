package io.github.quotary.spark.catalyst;

import io.github.quotary.spark.executor.Cells;
import io.github.quotary.spark.executor.VerifyTask;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.MapPartitions;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SerializeFromObject;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The plan of a verification: that of {@code Dataset.mapPartitions}, of which the objects are
 * Spark's own rows. So Spark reads only the columns that are needed, and writes only those that are
 * asked for; it is lazy, and streams.
 *
 * @param columns the columns of the dataset that are kept, then others that are read
 * @param kept how many are kept
 * @param cells where things are among these columns
 * @param output the columns that come out
 * @param isStruct whether the verdict is one column
 * @param batchRows how many rows are verified together
 */
public record VerifyPlan(
    List<Integer> columns,
    int kept,
    Cells cells,
    StructType output,
    boolean isStruct,
    int batchRows) {

  /** Copies the list. */
  public VerifyPlan {
    columns = List.copyOf(columns);
  }

  /** The dataset of the verdicts. */
  public Dataset<Row> of(Dataset<Row> dataset, VerifyTask task) {
    LogicalPlan input = dataset.queryExecution().commandExecuted();
    DataType[] types = new DataType[columns.size()];
    List<Expression> fields = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      Attribute attribute = input.output().apply(columns.get(i));
      types[i] = attribute.dataType();
      fields.add(new Literal(UTF8String.fromString("c" + i), DataTypes.StringType));
      fields.add(attribute);
    }
    // A row of Spark's own, as it stands: an object would have a copy of every value.
    LogicalPlan read =
        new Project(
            seq(
                List.of(
                    new Alias(
                        new CreateNamedStruct(seq(fields)),
                        "row",
                        NamedExpression$.MODULE$.newExprId(),
                        seq(List.of()),
                        Option.empty(),
                        seq(List.of())))),
            input);
    LogicalPlan verified =
        new MapPartitions(
            new VerifyRows(task, cells, types, kept, isStruct, batchRows),
            object(InternalRow.class),
            read);
    return ClassicDatasets.ofRows(dataset, new SerializeFromObject(seq(written()), verified));
  }

  private List<NamedExpression> written() {
    Expression row = new BoundReference(0, output, false);
    List<NamedExpression> written = new ArrayList<>();
    StructField[] fields = output.fields();
    for (int i = 0; i < fields.length; i++) {
      written.add(
          new Alias(
              new GetStructField(row, i, Option.empty()),
              fields[i].name(),
              NamedExpression$.MODULE$.newExprId(),
              seq(List.of()),
              Option.apply(fields[i].metadata()),
              seq(List.of())));
    }
    return written;
  }

  private static Attribute object(Class<?> type) {
    return new AttributeReference(
        "obj",
        new ObjectType(type),
        false,
        Metadata.empty(),
        NamedExpression$.MODULE$.newExprId(),
        seq(List.of()));
  }

  private static <T> Seq<T> seq(List<T> elements) {
    return CollectionConverters.asScala(elements).toList();
  }
}
