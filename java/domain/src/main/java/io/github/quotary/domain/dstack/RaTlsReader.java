package io.github.quotary.domain.dstack;

import io.github.quotary.domain.certificate.KeyBytes;
import io.github.quotary.domain.reading.Reading;
import io.github.quotary.quote.Measurement;
import io.github.quotary.rtmr.RuntimeEventLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/** Reads dstack's extensions out of a certificate. */
final class RaTlsReader {
  private static final ASN1ObjectIdentifier DSTACK =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.62397.1");
  private static final int MAX_BYTES = 16 << 20;
  private static final int APP_ID_SIZE = 20;
  private static final byte SEQUENCE = 0x30;
  private static final byte[] GZIP = "ELGZv1".getBytes(StandardCharsets.US_ASCII);
  private static final String PEM_START = "-----BEGIN CERTIFICATE-----";
  private static final String PEM_END = "-----END CERTIFICATE-----";

  private final Optional<Extensions> extensions;

  private RaTlsReader(Optional<Extensions> extensions) {
    this.extensions = extensions;
  }

  static Reading<RaTlsCertificate> read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Reading.malformed("more than " + MAX_BYTES + " bytes");
    }
    try {
      byte[] der = der(bytes);
      Certificate certificate = Certificate.getInstance(ASN1Primitive.fromByteArray(der));
      Optional<Extensions> extensions =
          Optional.ofNullable(certificate.getTBSCertificate().getExtensions());
      Reading<ByteBuffer> key = KeyBytes.of(der);
      if (key.found().isEmpty()) {
        throw new IOException(key.problem().orElse(""));
      }
      return Reading.of(new RaTlsReader(extensions).certificate(key.found().get()));
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle reports malformed DER by whatever exception it ran into.
      return Reading.malformed(
          "not a certificate with dstack's extensions: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** A quote in a certificate has certificates in PEM, so that DER is told by its first byte. */
  private static byte[] der(byte[] bytes) throws IOException {
    if (bytes.length > 0 && bytes[0] == SEQUENCE) {
      return bytes;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int start = text.indexOf(PEM_START);
    if (start < 0) {
      return bytes;
    }
    int end = text.indexOf(PEM_END, start + PEM_START.length());
    if (end < 0) {
      throw new IOException("a PEM certificate without an END line");
    }
    return Base64.getMimeDecoder().decode(text.substring(start + PEM_START.length(), end));
  }

  private RaTlsCertificate certificate(ByteBuffer key) throws IOException {
    Optional<byte[]> eventLog = extension("2");
    return new RaTlsCertificate(
        key,
        extension("1").map(RaTlsReader::readOnly),
        eventLog.isPresent() ? Optional.of(readOnly(unzip(eventLog.get()))) : Optional.empty(),
        appId(),
        extension("4").map(usage -> new String(usage, StandardCharsets.UTF_8)),
        extension("8").map(RaTlsReader::readOnly),
        extension("9").map(RaTlsReader::readOnly));
  }

  private Optional<Measurement> appId() throws IOException {
    Optional<Measurement> appId = extension("3").map(Measurement::of);
    if (appId.filter(id -> id.size() != APP_ID_SIZE).isPresent()) {
      throw new IOException("an app id of " + appId.get().size() + " bytes, not 20");
    }
    return appId;
  }

  /** What stands in an extension; a certificate with two of one kind does not parse. */
  private Optional<byte[]> extension(String arc) throws IOException {
    Extension extension = extensions.map(all -> all.getExtension(DSTACK.branch(arc))).orElse(null);
    if (extension == null) {
      return Optional.empty();
    }
    ASN1Primitive value = ASN1Primitive.fromByteArray(extension.getExtnValue().getOctets());
    if (value instanceof ASN1OctetString octets) {
      return Optional.of(octets.getOctets());
    }
    throw new IOException("extension " + DSTACK.branch(arc) + " has no OCTET STRING");
  }

  private static byte[] unzip(byte[] log) throws IOException {
    if (!Arrays.equals(Arrays.copyOf(log, GZIP.length), GZIP)) {
      return log;
    }
    try (InputStream in =
        new GZIPInputStream(new ByteArrayInputStream(log, GZIP.length, log.length - GZIP.length))) {
      byte[] unzipped = in.readNBytes(RuntimeEventLog.MAX_BYTES + 1);
      if (unzipped.length > RuntimeEventLog.MAX_BYTES) {
        throw new IOException(
            "an event log of more than " + RuntimeEventLog.MAX_BYTES + " bytes, unzipped");
      }
      return unzipped;
    }
  }

  private static ByteBuffer readOnly(byte[] bytes) {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }
}
