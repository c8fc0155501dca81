package io.github.quotary.simulator.domain.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.quotary.simulator.domain.server.HttpExchangeLoop.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * A request to the guest agent: a path, and parameters from the query and the body. A list in the
 * body is among {@code lists}; whatever else it is, a parameter is text.
 */
public record AgentRequest(
    String path, Map<String, String> parameters, Map<String, List<String>> lists) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int REPORT_DATA = 64;

  public static AgentRequest of(Request request) {
    int question = request.target().indexOf('?');
    String path = question < 0 ? request.target() : request.target().substring(0, question);
    Map<String, List<String>> lists = new HashMap<>();
    Map<String, String> parameters = body(request.body(), lists);
    if (question >= 0) {
      parameters.putAll(query(request.target().substring(question + 1)));
    }
    return new AgentRequest(path, parameters, lists);
  }

  private static Map<String, String> query(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static Map<String, String> body(String body, Map<String, List<String>> lists) {
    Map<String, String> parameters = new HashMap<>();
    try (JsonParser json = JSON.createParser(body)) {
      if (!body.isEmpty() && json.nextToken() == JsonToken.START_OBJECT) {
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
          if (json.nextToken() == JsonToken.START_ARRAY) {
            lists.put(name, list(json));
          } else {
            parameters.put(name, json.getText());
          }
        }
      }
      return parameters;
    } catch (IOException e) {
      throw new IllegalArgumentException("the body is no JSON object", e);
    }
  }

  private static List<String> list(JsonParser json) throws IOException {
    List<String> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(json.getText());
    }
    return values;
  }

  /** A parameter as text; empty if it was not given. */
  public String text(String name) {
    return parameter(name, "");
  }

  /** A parameter that is true or false; false if it was not given. */
  public boolean flag(String name) {
    return text(name).equals("true");
  }

  /** A list of the body; empty if it was not given. */
  public List<String> list(String name) {
    return lists.getOrDefault(name, List.of());
  }

  /** At most 64 octets, filled up with zeros. */
  public byte[] reportData() {
    return fillUp(given());
  }

  /** The report data as the older method makes them: hashed with a prefix. */
  public byte[] hashedReportData() {
    if (hashAlgorithm().equals("raw")) {
      if (given().length != REPORT_DATA) {
        throw new IllegalArgumentException("raw report data must have 64 octets");
      }
      return given();
    }
    byte[] tag = (prefix() + ":").getBytes(StandardCharsets.UTF_8);
    return fillUp(hash(tag, given()));
  }

  public String hashAlgorithm() {
    return parameter("hash_algorithm", "sha512");
  }

  public String prefix() {
    return hashAlgorithm().equals("raw") ? "" : parameter("prefix", "app-data");
  }

  private String parameter(String name, String otherwise) {
    String value = parameters.getOrDefault(name, "");
    return value.isEmpty() ? otherwise : value;
  }

  private byte[] given() {
    return HexFormat.of().parseHex(parameters.getOrDefault("report_data", ""));
  }

  private byte[] hash(byte[] tag, byte[] content) {
    String name = hashAlgorithm().toUpperCase(Locale.ROOT);
    if (name.startsWith("KECCAK")) {
      KeccakDigest keccak = new KeccakDigest(Integer.parseInt(name.substring("KECCAK".length())));
      keccak.update(tag, 0, tag.length);
      keccak.update(content, 0, content.length);
      byte[] hash = new byte[keccak.getDigestSize()];
      keccak.doFinal(hash, 0);
      return hash;
    }
    try {
      MessageDigest digest =
          MessageDigest.getInstance(name.replaceFirst("^SHA(?=\\d{3}$)", "SHA-"));
      digest.update(tag);
      return digest.digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("unknown hash algorithm " + hashAlgorithm(), e);
    }
  }

  private static byte[] fillUp(byte[] octets) {
    if (octets.length > REPORT_DATA) {
      throw new IllegalArgumentException("report data of more than 64 octets");
    }
    return Arrays.copyOf(octets, REPORT_DATA);
  }
}
