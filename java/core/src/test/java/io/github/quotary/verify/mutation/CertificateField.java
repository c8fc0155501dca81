package io.github.quotary.verify.mutation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * A piece of a certificate with the field that it belongs to, and what its change leads to.
 *
 * @param field the field's name
 * @param part where it is
 * @param expected the verdict
 */
record CertificateField(String field, DerPart part, Expected expected) {
  private static final String SGX = "0/7/0/5/1";

  /** The field of tags and lengths. */
  static final String STRUCTURE = "structure";

  /** Which certificate at which place. */
  private record Place(CertificateRole role, byte[] der) {}

  /**
   * A row of the table.
   *
   * @param path a pattern of paths
   * @param field the field's name
   * @param rule how a piece of a certificate at its place is judged
   */
  private record Row(Pattern path, String field, BiFunction<Place, DerPart, Expected> rule) {}

  /** The first row whose path matches counts. */
  private static final List<Row> TABLE =
      List.of(
          row("0/0/0", "version", (place, part) -> malformed(place)),
          row("0/1", "serial", CertificateField::signed),
          row("0/2/[0-9]", "signed algorithm", CertificateField::signed),
          row("0/3/[0-9]+/0/[01]", "issuer", CertificateField::issuer),
          row("0/4/[01]", "validity", CertificateField::signed),
          row("0/5/[0-9]+/0/[01]", "subject", CertificateField::subject),
          row("0/6/0/[01]", "key algorithm", CertificateField::signed),
          row("0/6/1/unused", "key's unused bits", (place, part) -> malformed(place)),
          row("0/6/1", "key", (place, part) -> (before, after) -> place.role().otherKey()),
          // All five are required, and so is Intel's own in a PCK certificate.
          row("0/7/0/[0-9]+/0", "extension's OID", (place, part) -> malformed(place)),
          row("0/7/0/[0-4]/[12]", "extension", CertificateField::signed),
          row(SGX + "/0/[0-6]/0", "OID of an SGX entry", CertificateField::sgxOid),
          row(SGX + "/0/0/1", "PPID", CertificateField::signed),
          row(SGX + "/0/1/1/[0-9]+/0", "OID of a TCB entry", (place, part) -> malformed(place)),
          row(SGX + "/0/1/1/17/1", "CPUSVN", CertificateField::signed),
          row(SGX + "/0/1/1/[0-9]+/1", "SVN", CertificateField::svn),
          row(SGX + "/0/2/1", "PCE-ID", CertificateField::signed),
          row(SGX + "/0/3/1", "FMSPC", CertificateField::signed),
          row(SGX + "/0/4/1", "SGX type", CertificateField::signed),
          row(SGX + "/0/5/1", "platform instance id", CertificateField::signed),
          row(SGX + "/0/6/1/[0-9]/[01]", "configuration", CertificateField::signed),
          row("1/[0-9]", "signature algorithm", CertificateField::outerAlgorithm),
          row("2/unused", "signature's unused bits", (place, part) -> malformed(place)),
          row("2/0/[01]", "signature", CertificateField::signed));

  private static Row row(String path, String field, BiFunction<Place, DerPart, Expected> rule) {
    return new Row(Pattern.compile(path), field, rule);
  }

  /** The pieces of a simulated certificate, without gaps. */
  static List<CertificateField> of(CertificateRole role, byte[] der) {
    Place place = new Place(role, der);
    List<CertificateField> fields = new ArrayList<>();
    for (DerPart part : DerPart.of(der, path -> path.equals("2") || path.equals(SGX))) {
      fields.add(of(place, part));
    }
    return fields;
  }

  private static CertificateField of(Place place, DerPart part) {
    if (part.kind() != DerPart.Kind.CONTENT) {
      return new CertificateField(STRUCTURE, part, structure(place, part));
    }
    for (Row row : TABLE) {
      if (row.path().matcher(part.path()).matches()) {
        return new CertificateField(row.field(), part, row.rule().apply(place, part));
      }
    }
    throw new IllegalStateException("no row for " + part + " of " + place.role());
  }

  /** The names of all fields that the table has. */
  static List<String> names() {
    return TABLE.stream().map(Row::field).distinct().sorted().toList();
  }

  private static Expected malformed(Place place) {
    return Expected.always(place.role().malformed());
  }

  /** What can still be read, as another type or length, is found by a name or a signature. */
  private static Expected structure(Place place, DerPart part) {
    CertificateRole role = place.role();
    return Expected.oneOf(
        role.malformed().name(),
        part.path().startsWith("1") ? Words.TRUSTED : role.unsigned(),
        role.otherSubject(""),
        role.otherIssuer(),
        role.otherKey());
  }

  /** Only a signature covers it. */
  private static Expected signed(Place place, DerPart part) {
    return DerRules.orMalformed(
        part, place.role().malformed(), (before, after) -> place.role().unsigned());
  }

  /** No signature covers the second one, and whatever it says, it is ECDSA over P-256. */
  private static Expected outerAlgorithm(Place place, DerPart part) {
    return DerRules.orMalformed(part, place.role().malformed(), (before, after) -> Words.TRUSTED);
  }

  private static Expected issuer(Place place, DerPart part) {
    return DerRules.orMalformed(
        part, place.role().malformed(), (before, after) -> place.role().otherIssuer());
  }

  /** The common name is the first attribute: its OID, and its value. */
  private static Expected subject(Place place, DerPart part) {
    return DerRules.orMalformed(
        part,
        place.role().malformed(),
        (before, after) ->
            switch (part.path()) {
              case "0/5/0/0/0" -> place.role().otherSubject("");
              case "0/5/0/0/1" ->
                  place.role().otherSubject(new String(after, StandardCharsets.UTF_8));
              default -> place.role().otherSubject(commonName(place));
            });
  }

  private static String commonName(Place place) {
    for (DerPart part : DerPart.of(place.der(), path -> false)) {
      if (part.path().equals("0/5/0/0/1") && part.kind() == DerPart.Kind.CONTENT) {
        byte[] value = Arrays.copyOfRange(place.der(), part.offset(), part.end());
        return new String(value, StandardCharsets.UTF_8);
      }
    }
    throw new IllegalStateException("no common name");
  }

  /** Negative SVNs are refused, and so are those above 255; there is room for one byte. */
  private static Expected svn(Place place, DerPart part) {
    return (before, after) ->
        after[0] >= 0 ? place.role().unsigned() : place.role().malformed().name();
  }

  /**
   * An entry under an OID that Intel does not define counts, but is not read: the mandatory one is
   * missing then. One under the OID of another entry is refused.
   */
  private static Expected sgxOid(Place place, DerPart part) {
    boolean isOptional = part.path().matches(SGX + "/0/[56]/0");
    return DerRules.orMalformed(
        part,
        place.role().malformed(),
        (before, after) -> {
          boolean sameArc = Arrays.equals(before, 0, before.length - 1, after, 0, after.length - 1);
          int last = after[after.length - 1];
          boolean isOther = sameArc && last >= 1 && last <= 7;
          return isOptional && !isOther ? place.role().unsigned() : place.role().malformed().name();
        });
  }

  @Override
  public String toString() {
    return field + " (" + part + ")";
  }
}
