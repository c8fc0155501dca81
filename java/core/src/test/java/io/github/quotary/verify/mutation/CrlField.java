package io.github.quotary.verify.mutation;

import static io.github.quotary.status.RejectReason.CRL_UNSUPPORTED_FORMAT;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE;
import static io.github.quotary.status.RejectReason.PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER;

import io.github.quotary.status.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * A piece of a revocation list with one entry, the field that it belongs to, and what its change
 * leads to when nothing is signed anew: forms first, then the issuer's name, the presence of the
 * authority key identifier, the signature.
 *
 * @param field the field's name
 * @param part where it is
 * @param expected the verdict
 */
record CrlField(String field, DerPart part, Expected expected) {
  /** The field of tags and lengths. */
  static final String STRUCTURE = "structure";

  private static final byte CRL_NUMBER = 20;
  private static final String NUMBER_VALUE = "0/6/0/1/1";

  /** The two lists. */
  enum Which {
    ROOT_CA_CRL(
        PCK_CHAIN_ROOT_CRL_UNKNOWN_ISSUER,
        PCK_CHAIN_ROOT_CRL_INVALID_EXTENSIONS,
        PCK_CHAIN_ROOT_CRL_INVALID_SIGNATURE),
    PCK_CRL(
        PCK_CHAIN_PCK_CRL_UNKNOWN_ISSUER,
        PCK_CHAIN_PCK_CRL_INVALID_EXTENSIONS,
        PCK_CHAIN_PCK_CRL_INVALID_SIGNATURE);

    private final RejectReason unknownIssuer;
    private final RejectReason invalidExtensions;
    private final RejectReason invalidSignature;

    Which(
        RejectReason unknownIssuer, RejectReason invalidExtensions, RejectReason invalidSignature) {
      this.unknownIssuer = unknownIssuer;
      this.invalidExtensions = invalidExtensions;
      this.invalidSignature = invalidSignature;
    }
  }

  private record Row(Pattern path, String field, BiFunction<Which, DerPart, Expected> rule) {}

  /** The first row whose path matches counts. */
  private static final List<Row> TABLE =
      List.of(
          row("0/0", "version", CrlField::signed),
          row("0/1/[0-9]", "signed algorithm", CrlField::signed),
          row(
              "0/2/[0-9]+/0/[01]",
              "issuer",
              (which, part) -> readable(part, Expected.always(which.unknownIssuer))),
          row("0/[34]", "window", CrlField::signed),
          row("0/5/0/0", "serial of an entry", CrlField::signed),
          row("0/5/0/1", "date of an entry", (which, part) -> ignored(which)),
          row("0/5/0/2/0/0", "OID of an entry's extension", CrlField::signed),
          row("0/5/0/2/0/1", "extension of an entry", CrlField::whatever),
          row("0/6/0/0/0", "OID of the authority key identifier", CrlField::authorityKeyOid),
          row("0/6/0/0/1", "authority key identifier", CrlField::whatever),
          row("0/6/0/1/0", "OID of the CRL number", (which, part) -> malformed()),
          row(NUMBER_VALUE + "/0", "CRL number", CrlField::signed),
          row("1/[0-9]", "signature algorithm", CrlField::signed),
          row("2/unused", "signature's unused bits", (which, part) -> malformed()),
          row("2/0/[01]", "signature", CrlField::signed));

  private static Row row(String path, String field, BiFunction<Which, DerPart, Expected> rule) {
    return new Row(Pattern.compile(path), field, rule);
  }

  /** The pieces of a simulated list, without gaps. */
  static List<CrlField> of(Which which, byte[] der) {
    List<CrlField> fields = new ArrayList<>();
    for (DerPart part : DerPart.of(der, path -> path.equals("2") || path.equals(NUMBER_VALUE))) {
      fields.add(of(which, part));
    }
    return fields;
  }

  private static CrlField of(Which which, DerPart part) {
    if (part.kind() != DerPart.Kind.CONTENT) {
      return new CrlField(STRUCTURE, part, structure(which));
    }
    for (Row row : TABLE) {
      if (row.path().matcher(part.path()).matches()) {
        return new CrlField(row.field(), part, row.rule().apply(which, part));
      }
    }
    throw new IllegalStateException("no row for " + part + " of " + which);
  }

  /** The names of all fields that the table has. */
  static List<String> names() {
    return TABLE.stream().map(Row::field).distinct().sorted().toList();
  }

  private static Expected malformed() {
    return Expected.always(CRL_UNSUPPORTED_FORMAT);
  }

  private static Expected readable(DerPart part, Expected otherwise) {
    return DerRules.orMalformed(part, CRL_UNSUPPORTED_FORMAT, otherwise);
  }

  /** What can still be read, as another type or length, is found by a check or the signature. */
  private static Expected structure(Which which) {
    return Expected.oneOf(
        CRL_UNSUPPORTED_FORMAT.name(),
        which.unknownIssuer.name(),
        which.invalidExtensions.name(),
        which.invalidSignature.name());
  }

  /** Only the signature covers it, as long as it can be read. */
  private static Expected signed(Which which, DerPart part) {
    return readable(part, Expected.always(which.invalidSignature));
  }

  /** The date counts for nothing; what is not even of a date's form may be malformed. */
  private static Expected ignored(Which which) {
    return Expected.oneOf(CRL_UNSUPPORTED_FORMAT.name(), which.invalidSignature.name());
  }

  /** Only the signature covers it, and nobody reads it. */
  private static Expected whatever(Which which, DerPart part) {
    return Expected.always(which.invalidSignature);
  }

  /** Two CRL numbers are malformed. */
  private static Expected authorityKeyOid(Which which, DerPart part) {
    return readable(
        part,
        (before, after) ->
            (after[0] == before[0] && after[1] == before[1] && after[2] == CRL_NUMBER
                    ? CRL_UNSUPPORTED_FORMAT
                    : which.invalidExtensions)
                .name());
  }

  @Override
  public String toString() {
    return field + " (" + part + ")";
  }
}
