package io.github.quotary.spark.column;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a verdict. Names, types and order are stable: later versions only add columns at
 * the end. What does not apply is null.
 */
public final class VerdictSchema {
  private static final ArrayType STRINGS = DataTypes.createArrayType(StringType);

  /** A demand of the policy that is not met. */
  static final StructType VIOLATION =
      new StructType().add("rule", StringType).add("value", StringType).add("expected", StringType);

  /** What was compared with another part of the input. */
  static final StructType BINDING =
      new StructType().add("name", StringType).add("outcome", StringType).add("detail", StringType);

  /** What the report of a TD or an enclave says. */
  public static final StructType MEASUREMENTS =
      binary(
              new StructType(),
              "tee_tcb_svn",
              "mr_seam",
              "mr_signer_seam",
              "seam_attributes",
              "td_attributes",
              "xfam",
              "mr_td",
              "mr_config_id",
              "mr_owner",
              "mr_owner_config",
              "rtmr0",
              "rtmr1",
              "rtmr2",
              "rtmr3",
              "report_data",
              "tee_tcb_svn2",
              "mr_service_td",
              "cpu_svn",
              "misc_select",
              "attributes",
              "mr_enclave",
              "mr_signer",
              "td_id",
              "dev_info_hash",
              "init_serv_td_hash",
              "init_serv_td_attributes",
              "init_cpu_svn",
              "init_tee_tcb_svn",
              "init_tee_fmspc",
              "cur_serv_td_hash",
              "cur_serv_td_attributes")
          .add("isv_prod_id", IntegerType)
          .add("isv_svn", IntegerType)
          .add("vm_id", IntegerType);

  /** The dates of Intel's statements. */
  static final StructType COLLATERAL =
      new StructType()
          .add("earliest_issue", TimestampType)
          .add("latest_issue", TimestampType)
          .add("earliest_expiration", TimestampType)
          .add("expired", BooleanType);

  /** What has to be raised. */
  static final StructType NEED =
      new StructType()
          .add("component", StringType)
          .add("kind", StringType)
          .add("index", IntegerType)
          .add("has", LongType)
          .add("needs", LongType)
          .add("remedy", StringType);

  /** A better status. */
  static final StructType TARGET =
      new StructType()
          .add("tcb_status", StringType)
          .add("tcb_date", TimestampType)
          .add("needs", array(NEED))
          .add("resolved_advisory_ids", STRINGS);

  /** What the platform lacks. */
  static final StructType EXPLANATION =
      new StructType()
          .add("shortfalls", STRINGS)
          .add("next_better", TARGET)
          .add("up_to_date", TARGET);

  /** What a verdict holds under. */
  static final StructType CONTEXT =
      new StructType()
          .add("trust_anchor_sha256", StringType)
          .add("intel_root", BooleanType)
          .add("generation", StringType)
          .add("policy_sha256", StringType)
          .add("engine", StringType)
          .add("collateral_source", StringType)
          .add("producer", StringType);

  /** The platform under a data set that is not in force. */
  static final StructType FORECAST =
      new StructType()
          .add("data_set", StringType)
          .add("tcb_evaluation_data_number", LongType)
          .add("disclosed", TimestampType)
          .add("outcome", StringType)
          .add("tcb_status", StringType)
          .add("advisory_ids", STRINGS)
          .add("tcb_date", TimestampType)
          .add("reason", StringType)
          .add("detail", StringType)
          .add("shortfalls", STRINGS);

  private static final StructType VERDICT =
      new StructType()
          .add("outcome", StringType, false)
          .add("verdict", StringType, false)
          .add("trusted", BooleanType, false)
          .add("genuine", BooleanType, false)
          .add("tcb_status", StringType)
          .add("advisory_ids", STRINGS)
          .add("tcb_date", TimestampType)
          .add("tcb_evaluation_data_number", LongType)
          .add("reason", StringType)
          .add("stage", StringType)
          .add("qvl_status", StringType)
          .add("return_code", StringType)
          .add("detail", StringType)
          .add("retryable", BooleanType)
          .add("violations", array(VIOLATION))
          .add("waived", STRINGS)
          .add("not_checked", STRINGS)
          .add("fmspc", StringType)
          .add("tee", StringType)
          .add("quote_version", IntegerType)
          .add("quote_id", BinaryType)
          .add("measurements", MEASUREMENTS)
          .add("collateral_dates", COLLATERAL)
          .add("explanation", EXPLANATION)
          .add("bindings", array(BINDING))
          .add("event_log", StringType)
          .add("verified_at", TimestampType)
          .add("context", CONTEXT)
          .add("forecasts", array(FORECAST));

  private VerdictSchema() {}

  /** The columns. */
  public static StructType verdict() {
    return VERDICT;
  }

  private static ArrayType array(DataType element) {
    return DataTypes.createArrayType(element);
  }

  private static StructType binary(StructType start, String... names) {
    StructType type = start;
    for (String name : names) {
      type = type.add(name, BinaryType);
    }
    return type;
  }
}
