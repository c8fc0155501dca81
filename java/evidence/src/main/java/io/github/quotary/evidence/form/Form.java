package io.github.quotary.evidence.form;

import io.github.quotary.evidence.azure.AzureEvidence;
import io.github.quotary.evidence.certificate.CertificateEvidence;
import io.github.quotary.evidence.cmw.ConceptualMessage;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.evidence.named.NamedForms;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.evidence.proto.GoTdxGuestQuote;
import java.util.Optional;

/**
 * The forms of inputs: the one table by which inputs are recognised. A form is looked for in an
 * input, and again in what another form unwraps.
 */
public enum Form {
  RAW_QUOTE(
      Kind.QUOTE,
      "quote",
      "raw bytes, such as outblob of configfs-tsm; zeros may follow",
      "version 3, 4 or 5, then key type and TEE type",
      "04 00 02 00 81 00 00 00 …",
      RawQuote::read),
  CERTIFICATE(
      Kind.QUOTE,
      "certificate",
      "X.509 with evidence in an extension: dstack, interoperable RA-TLS, Gramine, Intel's SGX SDK:"
          + " the key is compared with the quote's report data; CMW (RFC 9999), which binds no key",
      "PEM, or a DER sequence that is a certificate",
      "-----BEGIN CERTIFICATE-----",
      CertificateEvidence::read),
  AZURE_VTPM(
      Kind.QUOTE,
      "Azure vTPM",
      "evidence of a TDX machine with a virtual TPM: HCL report, TPM quote, TD quote, PCRs; every"
          + " tie between them is checked",
      "JSON with hcl_report; HCLA is an HCL report alone",
      "{\"version\":1,\"hcl_report\":…,\"td_quote\":…}",
      AzureEvidence::read),
  GO_TDX_GUEST(
      Kind.QUOTE,
      "go-tdx-guest",
      "its protobuf messages QuoteV4 and QuoteV5, binary and text",
      "a header of version 4 or 5 for TDX in field 1",
      "header { version: 4 …",
      GoTdxGuestQuote::read),
  DSTACK_ATTESTATION(
      Kind.QUOTE,
      "dstack attestation",
      "its versioned attestation, SCALE or MessagePack, with its event log",
      "all of it decodes",
      "00 …",
      DstackAttestation::read),
  CMW(
      Kind.WRAPPER,
      "CMW",
      "RATS conceptual message wrapper (RFC 9999): JSON, CBOR, collections",
      "[\"type\",\"base64url\"], a CBOR record or tag, __cmwc_t",
      "[\"application/…\",\"BAACA…\"]",
      ConceptualMessage::read),
  NAMED(
      Kind.NOT_SUPPORTED,
      "other binary forms",
      "CWT (DICE quotes, EAT), SEV-SNP reports, TDREPORT, SGX reports, headers of GHCI, QGS and"
          + " Open Enclave, a length before a quote",
      "their magic numbers and sizes",
      "",
      NamedForms::read),
  COLLATERAL(
      Kind.COLLATERAL,
      "collateral",
      "of dcap-qvl, Intel's service, PCCS, PcsClientTool, sgx_ql_qve_collateral_t, THIM, trustee",
      "JSON with TCB info, QE identity and revocation lists by any of their names",
      "{\"tcb_info\":…,\"qe_identity\":…,\"pck_crl\":…}",
      CollateralReader::read),
  EVENT_LOG(
      Kind.LOG,
      "event log",
      "CCEL, binary or as text; dstack's events; event_log or cc_eventlog beside a quote",
      "Spec ID Event03 at byte 32, or JSON with events",
      "{\"event_log\":[{\"imr\":0,…}]}",
      LogReader::read),
  BYTE_ORDER_MARK(
      Kind.WRAPPER, "byte order mark", "before text in UTF-8", "EF BB BF", "", Wrapped::mark),
  UTF_16(
      Kind.WRAPPER,
      "UTF-16",
      "hex or base64 that some shells write; JSON must be UTF-8",
      "FF FE or FE FF, or a zero in every other byte",
      "",
      Wrapped::utf16),
  C_STRING(
      Kind.WRAPPER,
      "C string",
      "text that ends in a NUL",
      "NUL only at the end",
      "",
      Wrapped::terminated),
  GZIP(Kind.WRAPPER, "gzip", "any form, compressed", "1F 8B 08", "", Gzip::read),
  ARMOUR(
      Kind.WRAPPER,
      "armour",
      "base64 between BEGIN and END lines",
      "-----BEGIN, no certificate",
      "-----BEGIN QUOTE-----",
      Wrapped::armour),
  QUOTE_LINES(
      Kind.WRAPPER,
      "quote per line",
      "several lines, each a quote in hex or base64; for batch",
      "every line begins like a quote",
      "",
      QuoteLines::read),
  DUMP(
      Kind.WRAPPER,
      "hex dump",
      "xxd, hexdump, od, with text around it",
      "lines of offset and words, from offset 0 without a gap",
      "00000000: 0400 0200 8100 …",
      Dump::read),
  HEX(
      Kind.TEXT,
      "hex",
      "either case, line breaks, 0x, colons, commas; arrays and strings of C; hex of hex",
      "hexadecimal digits and separators only",
      "0400020081000000…",
      HexText::read),
  BASE64(
      Kind.TEXT,
      "base64",
      "either alphabet, with or without padding; data: URL",
      "base64 digits only",
      "BAACAIEAAAA…",
      Base64Text::read),
  JSON(
      Kind.TEXT,
      "JSON",
      "members quote, Quote, intel_quote, tdx_quote, quote_hex, at any depth; arrays; Node's"
          + " Buffer; JSON inside a string; any member with a quote's text",
      "begins with {, [ or \"",
      "{\"tdx\":{\"quote\":\"BAAC…\"}}",
      JsonForm::read);

  /** What a form is for, which says in which order forms are asked. */
  public enum Kind {
    /** It is evidence as it stands. */
    QUOTE,
    /** Collateral; may be beside a quote. */
    COLLATERAL,
    /** An event log; may be beside a quote. */
    LOG,
    /** A layer, below which is another form. */
    WRAPPER,
    /** A text that is asked last, as it may be of several encodings. */
    TEXT,
    /** It is recognised, but not supported. */
    NOT_SUPPORTED
  }

  private final Kind kind;
  private final String title;
  private final String description;
  private final String recognisedBy;
  private final String example;
  private final Reader reader;

  Form(
      Kind kind,
      String title,
      String description,
      String recognisedBy,
      String example,
      Reader reader) {
    this.kind = kind;
    this.title = title;
    this.description = description;
    this.recognisedBy = recognisedBy;
    this.example = example;
    this.reader = reader;
  }

  /** What it is for. */
  public Kind kind() {
    return kind;
  }

  /** Whether it is asked only if no other form recognises the input. */
  boolean isText() {
    return kind == Kind.TEXT;
  }

  /** Its name. */
  public String title() {
    return title;
  }

  /** Where it comes from, and its variants. */
  public String description() {
    return description;
  }

  /** How it is recognised. */
  public String recognisedBy() {
    return recognisedBy;
  }

  /** How an input begins; may be empty. */
  public String example() {
    return example;
  }

  /** Empty if the bytes are not of this form. */
  Optional<Recognition> read(byte[] bytes) {
    return reader.read(bytes);
  }

  /** Reads one form. Never throws. */
  @FunctionalInterface
  interface Reader {
    Optional<Recognition> read(byte[] bytes);
  }
}
