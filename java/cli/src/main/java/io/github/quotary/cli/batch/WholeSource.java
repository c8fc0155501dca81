package io.github.quotary.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.quotary.evidence.batch.QuoteEntry;
import io.github.quotary.evidence.batch.QuoteEntry.Decoded;
import io.github.quotary.evidence.batch.QuoteEntry.Defaults;
import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.FoundQuote;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.text.JsonInput;
import io.github.quotary.evidence.text.JsonInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quotes of a file that is read as a whole: of an array of objects, each like a line of JSON;
 * of any other form, all that are in it. The name is the id of a single quote, and with a number
 * that of each of several.
 */
final class WholeSource implements QuoteSource {
  private final Iterator<QuoteEntry> entries;
  private final InputStream in;

  private WholeSource(List<QuoteEntry> entries, InputStream in) {
    this.entries = entries.iterator();
    this.in = in;
  }

  static WholeSource open(byte[] whole, String name, InputStream in, Defaults defaults) {
    List<Decoded> decoded = decode(whole, name);
    long size = whole.length / decoded.size();
    return new WholeSource(
        decoded.stream().map(each -> new QuoteEntry(() -> each, size, defaults)).toList(), in);
  }

  private static List<Decoded> decode(byte[] whole, String name) {
    JsonNode root = objects(whole);
    List<Decoded> decoded = new ArrayList<>();
    if (root != null) {
      for (JsonNode element : root) {
        byte[] json = element.toString().getBytes(StandardCharsets.UTF_8);
        decoded.add(QuoteLine.decode(element, json, "element ", decoded.size() + 1L));
      }
      return decoded;
    }
    Reading reading = EvidenceReader.read(whole);
    if (!(reading instanceof Reading.Found found)
        || found.quotes().size() + found.unreadable().size() <= 1) {
      return List.of(Decoded.of(TextNode.valueOf(name), reading));
    }
    for (FoundQuote quote : found.quotes()) {
      decoded.add(
          Decoded.of(
              id(name, decoded.size() + 1),
              new Reading.Found(List.of(quote), List.of(), List.of(), List.of(), List.of())));
    }
    for (String problem : found.unreadable()) {
      decoded.add(Decoded.unreadable(id(name, decoded.size() + 1), problem));
    }
    return decoded;
  }

  private static JsonNode id(String name, int number) {
    return TextNode.valueOf(name + "#" + number);
  }

  /** An array of objects; null if the bytes are anything else. */
  private static @Nullable JsonNode objects(byte[] whole) {
    int start = 0;
    while (start < whole.length && whole[start] <= ' ' && whole[start] > 0) {
      start++;
    }
    if (start == whole.length || whole[start] != '[') {
      return null;
    }
    try {
      JsonNode root = JsonInput.tree(whole);
      for (JsonNode element : root) {
        if (!element.isObject()) {
          return null;
        }
      }
      return root.isEmpty() ? null : root;
    } catch (JsonInputException e) {
      return null;
    }
  }

  @Override
  public @Nullable QuoteEntry next() {
    return entries.hasNext() ? entries.next() : null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
