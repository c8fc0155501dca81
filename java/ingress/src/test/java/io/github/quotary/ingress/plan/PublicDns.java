package io.github.quotary.ingress.plan;

import io.github.quotary.ingress.dns.RecordData;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** A resolver that shows what a test says. */
final class PublicDns implements Resolver {
  private final Map<String, List<RecordData>> records = new HashMap<>();
  boolean fails;
  int questions;

  void put(String name, RecordData... data) {
    records.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(List.of(data));
  }

  @Override
  public Message send(Message query) throws IOException {
    questions++;
    if (fails) {
      throw new IOException("no route");
    }
    Name name = query.getQuestion().getName();
    Message answer = new Message(query.getHeader().getID());
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    for (RecordData data : records.getOrDefault(name.toString(true), List.of())) {
      int type = Type.value(data.type().name());
      if (type == query.getQuestion().getType() || type == Type.CNAME) {
        answer.addRecord(
            Record.fromString(name, type, DClass.IN, 60, data.toString(), Name.root),
            Section.ANSWER);
      }
    }
    return answer;
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    return CompletableFuture.failedStage(new UnsupportedOperationException());
  }

  @Override
  public void setPort(int port) {}

  @Override
  public void setTCP(boolean flag) {}

  @Override
  public void setIgnoreTruncation(boolean flag) {}

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {}

  @Override
  public void setTSIGKey(TSIG key) {}

  @Override
  public void setTimeout(Duration timeout) {}
}
