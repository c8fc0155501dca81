package io.github.quotary.fuzz.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.domain.capture.BundleFormatException;
import io.github.quotary.domain.capture.CaptureBundle;
import io.github.quotary.domain.certificate.PemBundle;
import io.github.quotary.domain.ct.CtSearchAnswer;
import io.github.quotary.domain.ct.LogList;
import io.github.quotary.domain.custom.AccountDocument;
import io.github.quotary.domain.custom.Manifest;
import io.github.quotary.domain.dns.ZoneText;
import io.github.quotary.domain.dstack.AttestationDecoding;
import io.github.quotary.domain.dstack.QuoteAnswer;
import io.github.quotary.domain.dstack.QuoteReading;
import io.github.quotary.domain.dstack.RaTlsCertificate;
import io.github.quotary.domain.dstack.TdxAttestation;
import io.github.quotary.domain.evidence.RawBytes;
import io.github.quotary.domain.gateway.AcmeInfo;
import io.github.quotary.domain.gateway.AppInfo;
import io.github.quotary.domain.workload.DomainPolicy;
import io.github.quotary.evidence.azure.AzureEvidence;
import io.github.quotary.evidence.batch.QuoteLine;
import io.github.quotary.evidence.certificate.CertificateEvidence;
import io.github.quotary.evidence.cmw.ConceptualMessage;
import io.github.quotary.evidence.collateral.CollateralReader;
import io.github.quotary.evidence.form.EvidenceReader;
import io.github.quotary.evidence.form.Reading;
import io.github.quotary.evidence.log.LogReader;
import io.github.quotary.evidence.log.MalformedLogException;
import io.github.quotary.evidence.part.Recognition;
import io.github.quotary.evidence.proto.GoTdxGuestQuote;
import io.github.quotary.fuzz.Seeds;
import io.github.quotary.ingress.config.ConfigurationReader;
import io.github.quotary.ingress.config.ConfigurationResult;
import io.github.quotary.pcs.bundle.CollateralBundle;
import io.github.quotary.policy.QuotePolicy;
import io.github.quotary.rtmr.CcelLog;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The readers of everything that others write, with the most that each takes. */
enum LargestInputs {
  QUOTE_POLICY(
      1 << 20, "{\"identity\":\"waived\"}", true, bytes -> QuotePolicy.fromJson(bytes) != null),
  DOMAIN_POLICY(
      1 << 20,
      "{\"composeHashes\":[\"" + "00".repeat(32) + "\"]}",
      true,
      bytes -> DomainPolicy.fromJson(bytes, DomainPolicy.Files.none()) != null),
  CCEL(16 << 20, "", true, bytes -> CcelLog.parse(ByteBuffer.wrap(bytes)).size() > 0),
  RUNTIME_LOG(
      16 << 20, "[]", true, bytes -> RuntimeEventLog.parse(ByteBuffer.wrap(bytes)).size() >= 0),
  ANY_LOG(16 << 20, "[]", false, bytes -> LogReader.parse(bytes).size() >= 0),
  EVIDENCE(
      EvidenceReader.MAX_BYTES,
      "",
      true,
      bytes -> EvidenceReader.read(bytes) instanceof Reading.Found),
  COLLATERAL(
      16 << 20,
      Seeds.evidence().collateralJson(),
      false,
      bytes -> CollateralReader.parse(bytes) != null),
  CERTIFICATE(16 << 20, "", true, bytes -> isFound(CertificateEvidence.read(bytes))),
  RA_TLS(16 << 20, "", true, bytes -> RaTlsCertificate.read(bytes).found().isPresent()),
  WRAPPER(16 << 20, "", true, bytes -> isFound(ConceptualMessage.read(bytes))),
  AZURE(16 << 20, "", true, bytes -> isFound(AzureEvidence.read(bytes))),
  GO_QUOTE(16 << 20, "", true, bytes -> isFound(GoTdxGuestQuote.read(bytes))),
  LINE(
      QuoteLine.MAX_SIZE,
      "{\"quote\":\"" + HexFormat.of().formatHex(Seeds.evidence().quote()) + "\"}",
      false,
      bytes -> QuoteLine.decode(bytes, 1).problem() == null),
  ATTESTATION(
      TdxAttestation.MAX_BYTES,
      "",
      true,
      bytes ->
          TdxAttestation.decode(ByteBuffer.wrap(bytes)) instanceof AttestationDecoding.Decoded),
  QUOTE_ANSWER(
      4 << 20,
      "{\"quote\":\""
          + HexFormat.of().formatHex(Seeds.evidence().quote())
          + "\",\"event_log\":\"[]\"}",
      false,
      bytes -> QuoteAnswer.read(bytes) instanceof QuoteReading.Read),
  ACME_INFO(16 << 20, "", false, bytes -> AcmeInfo.read(RawBytes.of(bytes)).found().isPresent()),
  APP_INFO(4 << 20, "{}", false, bytes -> AppInfo.read(RawBytes.of(bytes)).found().isPresent()),
  ACCOUNT(
      1 << 20,
      "{\"uri\":\"https://ca.example/acct/1\"}",
      false,
      bytes -> AccountDocument.read(RawBytes.of(bytes)).found().isPresent()),
  MANIFEST(
      Manifest.MAX_BYTES, "", true, bytes -> Manifest.read(RawBytes.of(bytes)).found().isPresent()),
  PEM(1 << 20, "", false, bytes -> !PemBundle.read(RawBytes.of(bytes)).isEmpty()),
  LOG_LIST(LogList.MAX_BYTES, "{\"operators\":[]}", true, bytes -> LogList.fromJson(bytes) != null),
  ZONE(1 << 20, "a.example. 1 IN A 127.0.0.1\n", true, bytes -> ZoneText.parse(bytes) != null),
  INGRESS_SETTINGS(
      1 << 20,
      "",
      true,
      bytes -> ConfigurationReader.fromJson(bytes) instanceof ConfigurationResult.Valid),

  /** These take more than a small heap has room for. */
  COLLATERAL_BUNDLE(64 << 20, "", true, bytes -> CollateralBundle.parse(bytes, "a file") != null),
  CAPTURE_BUNDLE(CaptureBundle.MAX_BYTES, "", true, bytes -> CaptureBundle.read(bytes) != null),
  CT_ANSWER(
      CtSearchAnswer.MAX_BYTES, "[]", true, bytes -> CtSearchAnswer.read(bytes).gap().isEmpty());

  /** Says whether the bytes are read. */
  private interface Reader {
    boolean reads(byte[] bytes) throws IOException, BundleFormatException;
  }

  private static final int MOST_OF_A_FILE = 16 << 20;
  private static final int OF_A_REQUEST = 64;
  private static final int OF_A_FILE = 192;
  private static final int OF_A_LARGE_FILE = 512;

  /** Files that are read into texts or trees beside them. */
  private static final Set<LargestInputs> FILES =
      EnumSet.of(ANY_LOG, EVIDENCE, COLLATERAL, CERTIFICATE, WRAPPER, AZURE, ACME_INFO, LOG_LIST);

  private final int most;
  private final String valid;
  private final boolean isLimitItsOwn;
  private final Reader reader;

  /**
   * A reader.
   *
   * @param most the most bytes that it is given
   * @param valid what it reads, of which more white space makes nothing else; or empty
   * @param isLimitItsOwn whether it refuses more by itself, rather than what fetches it
   */
  LargestInputs(int most, String valid, boolean isLimitItsOwn, Reader reader) {
    this.most = most;
    this.valid = valid;
    this.isLimitItsOwn = isLimitItsOwn;
    this.reader = reader;
  }

  private static boolean isFound(Optional<Recognition> read) {
    return read.orElse(null) instanceof Recognition.Parts;
  }

  /** How many MiB of heap are enough for what is in it. */
  int heap() {
    return most > MOST_OF_A_FILE
        ? OF_A_LARGE_FILE
        : FILES.contains(this) ? OF_A_FILE : OF_A_REQUEST;
  }

  /** Whether it reads them; what its documentation does not name is thrown. */
  boolean reads(byte[] bytes) {
    try {
      return reader.reads(bytes);
    } catch (IOException
        | BundleFormatException
        | MalformedLogException
        | IllegalArgumentException e) {
      return false;
    }
  }

  private void run() {
    if (!valid.isEmpty()) {
      require(reads(Shapes.padded(valid.getBytes(UTF_8), (byte) ' ', most)), "what is valid");
      if (isLimitItsOwn) {
        require(
            !reads(Shapes.padded(valid.getBytes(UTF_8), (byte) ' ', most + 1)), "a byte too many");
      }
    }
    for (String shape : Shapes.names()) {
      try {
        reads(Shapes.make(shape, most));
        if (isLimitItsOwn) {
          require(!reads(Shapes.make(shape, most + 1)), shape + ", a byte too many");
        }
      } catch (OutOfMemoryError | StackOverflowError e) {
        throw new IllegalStateException(shape, e);
      }
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }

  /** Reads all of those that are named, and tells those that fail. */
  public static void main(String[] names) {
    int failures = 0;
    for (String name : List.of(names)) {
      try {
        LargestInputs.valueOf(name).run();
        System.out.println(name + ": ok");
      } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
        failures++;
        System.out.println(name + ": " + e + (e.getCause() == null ? "" : " " + e.getCause()));
      }
    }
    System.exit(failures);
  }
}
