package io.github.quotary.evidence.form;

import io.github.quotary.evidence.part.Part;
import io.github.quotary.evidence.part.Recognition;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One search through an input, by the table of forms, down to what none of them unwraps. */
final class Search {
  private static final int MAX_DEPTH = 12;
  private static final int MAX_JSON = 4 << 20;
  private static final int MAX_PIECES = 40_000;
  private static final long MAX_TOTAL = 8L * EvidenceReader.MAX_BYTES;

  private int pieces;
  private long total;

  Reading read(byte[] input) {
    try {
      Finds finds = explore(input, "", 0, true);
      return finds.isEmpty()
          ? new Reading.Unread(finds.refusal().orElse("it holds nothing that is known"))
          : finds.found();
    } catch (StopException e) {
      return new Reading.Unread(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What is in a piece.
   *
   * @param isBesideAsked whether collateral and logs are looked for: not inside of what a reader
   *     has found them in
   */
  private Finds explore(byte[] piece, String place, int depth, boolean isBesideAsked)
      throws StopException {
    pieces++;
    total += piece.length;
    if (depth > MAX_DEPTH || pieces > MAX_PIECES || total > MAX_TOTAL) {
      throw new StopException(
          depth > MAX_DEPTH
              ? "forms inside forms, more than " + MAX_DEPTH + " deep"
              : "more to unwrap than is allowed for one input");
    }
    if (piece.length > MAX_JSON && Text.startsLikeJson(piece)) {
      throw new StopException(
          "JSON of more than "
              + MAX_JSON
              + " bytes: give the quote alone, or one object a line to 'quotary batch'");
    }
    Map<Form, Finds> readings = new LinkedHashMap<>();
    Finds beside = new Finds();
    for (Form form : Form.values()) {
      boolean isBeside = form.kind() == Form.Kind.COLLATERAL || form.kind() == Form.Kind.LOG;
      boolean isAsked = isBeside ? isBesideAsked : !form.isText() || readings.isEmpty();
      if (form == Form.JSON && readings.values().stream().anyMatch(Finds::isSure)) {
        isAsked = true; // A document may hold more than its special reader looks at.
      }
      Recognition recognition = isAsked ? form.read(piece).orElse(null) : null;
      if (recognition == null) {
        continue;
      }
      Finds finds = finds(recognition, place, depth, isBesideAsked && !beside.isSure());
      if (form.kind() == Form.Kind.NOT_SUPPORTED
          && recognition instanceof Recognition.Refused refused) {
        finds = new Finds();
        finds.name(place, refused);
      }
      if (isBeside) {
        beside.addBeside(finds);
      } else {
        readings.put(form, finds);
      }
    }
    Finds one = choose(readings);
    one.addBeside(beside);
    if (one.isEmpty() && readings.isEmpty()) {
      if (piece.length == 0 || Text.isNearly(piece)) {
        one.refuse(place, Unknown.describe(piece));
      } else {
        one.addGuess(piece, place);
      }
    }
    return one;
  }

  private Finds finds(Recognition recognition, String place, int depth, boolean isBesideAsked)
      throws StopException {
    Finds finds = new Finds();
    if (recognition instanceof Recognition.Refused refused) {
      finds.refuse(place, refused);
      return finds;
    }
    Recognition.Parts parts = (Recognition.Parts) recognition;
    for (Part part : parts.parts()) {
      if (part instanceof Part.QuotePart quote) {
        if (quote.bytes().hasRemaining()) {
          finds.add(new FoundQuote(quote.bytes(), place, quote.bindings()));
        } else {
          finds.refuse(place, "there should be a quote, and it has no bytes");
        }
      } else if (part instanceof Part.CollateralPart collateral) {
        finds.add(collateral.collateral());
      } else if (part instanceof Part.LogPart log) {
        finds.add(log.log());
      } else if (part instanceof Part.Inner inner) {
        finds.addNeeded(
            explore(octets(inner.bytes()), join(place, inner.place()), depth + 1, isBesideAsked));
      } else if (part instanceof Part.Perhaps perhaps) {
        finds.addRecognised(
            explore(
                octets(perhaps.bytes()), join(place, perhaps.place()), depth + 1, isBesideAsked));
      }
    }
    if (finds.isEmpty() && !finds.isRefused() && !parts.otherwise().isEmpty()) {
      finds.hint(place, parts.otherwise());
    }
    return finds;
  }

  /** The one reading that comes to something. */
  private static Finds choose(Map<Form, Finds> readings) throws StopException {
    Map<Form, Finds> sure = new LinkedHashMap<>(readings);
    sure.values().removeIf(finds -> !finds.isSure());
    Set<Object> contents =
        sure.values().stream()
            .map(Finds::content)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (contents.size() > 1) {
      throw new StopException(
          "ambiguous: it can be read as "
              + sure.keySet().stream().map(Form::title).collect(Collectors.joining(" and as "))
              + ", which give different content");
    }
    if (!sure.isEmpty()) {
      return sure.values().iterator().next();
    }
    Finds all = new Finds();
    for (Finds finds : readings.values()) {
      if (all.isEmpty()) {
        all.addAll(finds);
      }
    }
    return all;
  }

  private static byte[] octets(ByteBuffer bytes) {
    byte[] octets = new byte[bytes.remaining()];
    bytes.duplicate().get(octets);
    return octets;
  }

  private static String join(String outer, String inner) {
    return outer.isEmpty() ? inner : inner.isEmpty() ? outer : outer + ", " + inner;
  }

  /** The input as a whole cannot be read. */
  private static final class StopException extends Exception {
    private static final long serialVersionUID = 1L;

    StopException(String message) {
      super(message, null, false, false);
    }
  }
}
