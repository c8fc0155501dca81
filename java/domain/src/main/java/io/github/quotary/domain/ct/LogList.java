package io.github.quotary.domain.ct;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.quote.Measurement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The accepted logs, as published by the list's maintainer: JSON of the log list's format, version
 * 3. The list is trusted as it is given; it names keys. Immutable and thread-safe.
 */
public final class LogList {
  /** The longest list, in bytes. */
  public static final int MAX_BYTES = 8 << 20;

  private final Map<Measurement, CtLog> logs;

  private LogList(Map<Measurement, CtLog> logs) {
    this.logs = Map.copyOf(logs);
  }

  /** No logs. */
  public static LogList empty() {
    return new LogList(Map.of());
  }

  /**
   * Reads a list of at most 8 MiB. A log whose id is not the hash of its key is refused with the
   * whole list.
   *
   * @throws IllegalArgumentException if it is not a valid log list; the message says where
   */
  public static LogList fromJson(byte[] json) {
    if (json.length > MAX_BYTES) {
      throw new IllegalArgumentException("The log list is larger than 8 MiB");
    }
    Map<Measurement, CtLog> logs = new HashMap<>();
    try {
      JsonNode operators = StrictJson.object(json).path("operators");
      if (!operators.isArray()) {
        throw new IllegalArgumentException("The log list has no array operators at /operators");
      }
      for (JsonNode operator : operators) {
        for (String kind : new String[] {"logs", "tiled_logs"}) {
          for (JsonNode log : operator.path(kind)) {
            CtLog read = log(operator.path("name").asText(), log);
            logs.put(read.id(), read);
          }
        }
      }
    } catch (MalformedException e) {
      throw new IllegalArgumentException("The log list is " + e.getMessage(), e);
    }
    return new LogList(logs);
  }

  /** The log with this id, if it is listed. */
  public Optional<CtLog> find(Measurement id) {
    return Optional.ofNullable(logs.get(id));
  }

  /** Number of logs. */
  public int size() {
    return logs.size();
  }

  private static CtLog log(String operator, JsonNode log) {
    String description = log.path("description").asText();
    try {
      byte[] key = Base64.getDecoder().decode(log.path("key").asText());
      Measurement id = Measurement.of(Sha2.sha256(key));
      if (!id.equals(Measurement.of(Base64.getDecoder().decode(log.path("log_id").asText())))) {
        throw new IllegalArgumentException("log_id is not the hash of the key");
      }
      Map.Entry<String, JsonNode> state = state(log);
      return new CtLog(
          id,
          description,
          operator,
          P256PublicKey.ofUncompressed(
              SubjectPublicKeyInfo.getInstance(key).getPublicKeyData().getOctets()),
          CtLog.State.valueOf(state.getKey().toUpperCase(Locale.ROOT)),
          state.getValue().isMissingNode()
              ? Instant.EPOCH
              : Instant.parse(state.getValue().path("timestamp").asText()),
          bound(log, "start_inclusive"),
          bound(log, "end_exclusive"));
    } catch (IllegalArgumentException
        | DateTimeException
        | IllegalStateException
        | NoSuchElementException e) {
      throw new IllegalArgumentException(
          "The log list's log '" + description + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** A test log may have no state, and is then not accepted. */
  private static Map.Entry<String, JsonNode> state(JsonNode log) {
    return log.has("state")
        ? log.path("state").properties().iterator().next()
        : Map.entry("pending", MissingNode.getInstance());
  }

  private static Optional<Instant> bound(JsonNode log, String member) {
    JsonNode text = log.path("temporal_interval").path(member);
    return text.isTextual() ? Optional.of(Instant.parse(text.asText())) : Optional.empty();
  }
}
