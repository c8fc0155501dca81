package io.github.quotary.spark;

import io.github.quotary.spark.config.CollateralSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * Broadcasts each collateral once in each application, however many queries use it. Thread-safe.
 */
final class CollateralBroadcasts {
  private static final int MAX = 16;

  private static final Map<Key, Broadcast<CollateralSet>> SENT =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Broadcast<CollateralSet>> eldest) {
          return size() > MAX;
        }
      };

  private CollateralBroadcasts() {}

  static Broadcast<CollateralSet> of(SparkSession spark, CollateralSet collateral) {
    Key key = new Key(spark.sparkContext().applicationId(), collateral.name(), collateral.id());
    synchronized (SENT) {
      Broadcast<CollateralSet> sent = SENT.get(key);
      if (sent == null) {
        sent = JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(collateral);
        SENT.put(key, sent);
      }
      return sent;
    }
  }

  /** One collateral of one application. */
  private record Key(String application, String name, String id) {}
}
