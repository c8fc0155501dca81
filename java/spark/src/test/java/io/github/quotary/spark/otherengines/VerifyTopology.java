package io.github.quotary.spark.otherengines;

import io.github.quotary.evidence.report.VerdictJson;
import io.github.quotary.verify.Verifier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Kafka Streams: quotes by id in, verdicts by id out. */
public final class VerifyTopology {
  private VerifyTopology() {}

  public static Topology of(Verifier verifier) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("quotes", Consumed.with(Serdes.String(), Serdes.ByteArray()))
        .mapValues(quote -> VerdictJson.of(verifier.verify(quote)).toString())
        .to("verdicts", Produced.with(Serdes.String(), Serdes.String()));
    return builder.build();
  }
}
