package io.github.quotary.spark;

import org.apache.spark.sql.SparkSession;

/** One Spark for all tests of this JVM, with two threads. */
public final class LocalSpark {
  private LocalSpark() {}

  /** The session. */
  public static SparkSession session() {
    return session("local[2]");
  }

  /** A session of a JVM that has none yet. */
  public static SparkSession session(String master) {
    return SparkSession.builder()
        .master(master)
        .appName("quotary")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.extensions", QuotarySparkExtensions.class.getName())
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.warehouse.dir", "target/warehouse")
        .getOrCreate();
  }
}
