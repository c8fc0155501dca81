package io.github.quotary.cli.simulate;

import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.CollateralPart;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.spec.EnclaveField;
import io.github.quotary.simulator.spec.QuoteMap;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.ReportField;
import io.github.quotary.simulator.spec.TdField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Every value of finished evidence that can be overwritten by name. */
final class Tampers {
  private static final int LONGEST = 1 << 20;
  private static final int SIGNATURE_SIZE = 64;

  private static final List<Tamper> ALL = all();
  private static final Map<String, Tamper> BY_KEY = byKey();

  private Tampers() {}

  static List<Tamper> list() {
    return ALL;
  }

  /**
   * The evidence with values overwritten, in this order.
   *
   * @param quote the quote as it was written and signed, which tells where its parts stand
   */
  static Evidence apply(
      Evidence evidence, QuoteShape shape, byte[] quote, List<Assignment> assignments) {
    if (assignments.isEmpty()) {
      return evidence;
    }
    Tamper.Whole whole = new Tamper.Whole(shape, map(quote));
    Evidence tampered = evidence;
    for (Assignment assignment : assignments) {
      try {
        tampered =
            find(assignment)
                .changer()
                .apply(tampered, whole, Paths.indexes(assignment.path()), assignment.value());
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw assignment.refused(String.valueOf(e.getMessage()));
      }
    }
    return tampered;
  }

  private static QuoteMap map(byte[] quote) {
    try {
      return QuoteMap.of(quote);
    } catch (IndexOutOfBoundsException e) {
      throw new InputException("--tamper does not fit: the quote's header says nothing sound");
    }
  }

  private static Tamper find(Assignment assignment) {
    String path = assignment.path();
    Tamper tamper = BY_KEY.get(Paths.key(path));
    if (tamper == null || Paths.indexes(path).size() != Paths.zeros(tamper.path()).size()) {
      List<String> known = BY_KEY.values().stream().map(Tamper::path).sorted().toList();
      throw assignment.refused(
          "unknown field; --list-fields names them all" + Texts.didYouMean(path, known));
    }
    return tamper;
  }

  private static Map<String, Tamper> byKey() {
    Map<String, Tamper> tampers = new HashMap<>();
    ALL.forEach(tamper -> tampers.put(Paths.key(tamper.path()), tamper));
    return Map.copyOf(tampers);
  }

  private static List<Tamper> all() {
    List<Tamper> tampers = new ArrayList<>();
    tampers.add(length());
    tampers.add(octets());
    tampers.add(place("quote.signature", Value.hex(SIGNATURE_SIZE), QuoteMap::signature, "r, s"));
    tampers.add(
        place("quote.attestationKey", Value.hex(SIGNATURE_SIZE), QuoteMap::attestationKey, "x, y"));
    tampers.add(size("quote.authDataSize", 4, QuoteMap::authSize));
    tampers.add(size("quote.outerCertificationType", 2, QuoteMap::outerType));
    tampers.add(size("quote.outerCertificationSize", 4, QuoteMap::outerSize));
    tampers.add(size("quote.certificationType", 2, QuoteMap::certificationType));
    tampers.add(size("quote.certificationSize", 4, QuoteMap::certificationSize));
    for (HeaderField field : HeaderField.values()) {
      tampers.add(header(field));
    }
    tampers.add(place("header.reserved", Value.hex(4), map -> 8, "octets 8 to 11"));
    tampers.add(place("header.userData", Value.hex(20), map -> 28, "octets 28 to 47"));
    for (TdField field : TdField.values()) {
      tampers.add(body("td." + field, field));
    }
    for (EnclaveField field : EnclaveField.values()) {
      tampers.add(body("enclave." + field, field));
    }
    for (EnclaveField field : EnclaveField.values()) {
      tampers.add(
          place(
              "qe." + field,
              Value.hex(field.length()),
              map -> map.qeReport() + field.offset(),
              "in the QE report"));
    }
    tampers.add(
        place("qe.signature", Value.hex(SIGNATURE_SIZE), QuoteMap::qeReportSignature, "r, s"));
    tampers.add(size("qe.authDataSize", 2, QuoteMap::qeAuthSize));
    for (CollateralPart part : CollateralPart.values()) {
      tampers.add(part(part));
    }
    tampers.add(edit("tcbInfo.text", CollateralPart.TCB_INFO));
    tampers.add(edit("qeIdentity.text", CollateralPart.QE_IDENTITY));
    return List.copyOf(tampers);
  }

  private static Tamper length() {
    Value<Integer> value = Value.number(0, LONGEST);
    return new Tamper(
        "quote.length",
        value.form(),
        "cuts the quote off, or appends zeros",
        (evidence, whole, indexes, text) ->
            evidence.withQuote(Arrays.copyOf(evidence.quote(), value.parse(text))));
  }

  private static Tamper octets() {
    Value<String> value = Value.hexUpTo(LONGEST);
    return new Tamper(
        "quote.bytes.N",
        value.form(),
        "overwrites the quote from offset N",
        (evidence, whole, indexes, text) -> put(evidence, indexes.get(0), value.parse(text)));
  }

  private static Tamper place(
      String path, Value<String> value, ToIntFunction<QuoteMap> offset, String about) {
    return new Tamper(
        path,
        value.form(),
        about,
        (evidence, whole, indexes, text) ->
            put(evidence, offset.applyAsInt(whole.map()), value.parse(text)));
  }

  private static Tamper size(String path, int octets, ToIntFunction<QuoteMap> offset) {
    return place(path, Value.littleEndian(octets), offset, octets + " bytes, the lowest first");
  }

  private static Tamper header(HeaderField field) {
    return new Tamper(
        field.path(),
        field.value().form(),
        field.about(),
        (evidence, whole, indexes, text) -> {
          Octets.require(field, whole.shape());
          return put(evidence, field.offset(), field.value().parse(text));
        });
  }

  private static Tamper body(String path, ReportField field) {
    Value<String> value = Value.hex(field.length());
    return new Tamper(
        path,
        value.form(),
        "offset " + field.offset() + " of the body",
        (evidence, whole, indexes, text) -> {
          Octets.require(field, whole.shape());
          return put(evidence, Octets.body(whole.shape()) + field.offset(), value.parse(text));
        });
  }

  private static Tamper part(CollateralPart part) {
    return new Tamper(
        "collateral." + part.key(),
        Value.text().form(),
        "the whole text",
        (evidence, whole, indexes, text) -> evidence.with(part, text));
  }

  private static Tamper edit(String path, CollateralPart part) {
    return new Tamper(
        path,
        Edits.FORM,
        "every OLD in the JSON text becomes NEW, behind the signer's back",
        (evidence, whole, indexes, text) ->
            evidence.with(part, Edits.replace(evidence.part(part), text)));
  }

  private static Evidence put(Evidence evidence, int offset, String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    byte[] quote = evidence.quote();
    if (offset > quote.length - octets.length) {
      throw new IllegalArgumentException("the quote has only " + quote.length + " bytes");
    }
    System.arraycopy(octets, 0, quote, offset, octets.length);
    return evidence.withQuote(quote);
  }
}
