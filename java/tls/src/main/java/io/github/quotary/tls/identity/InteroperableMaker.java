package io.github.quotary.tls.identity;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.guest.provider.Answer;
import io.github.quotary.guest.provider.QuoteProvider;
import io.github.quotary.guest.provider.TeeQuote;
import java.util.Arrays;
import java.util.List;

/**
 * Interoperable RA-TLS: CBOR tag 60000 around quote and claims; the claims have the hash of the
 * key, and their own hash is the report data.
 *
 * <p>Source: Confidential Computing Consortium, "Interoperable RA-TLS X.509 Cert and Evidence
 * Formats" and "SGX / TDX Evidence Tags and Formats".
 *
 * @param provider of quotes
 */
record InteroperableMaker(QuoteProvider provider) implements EvidenceMaker {
  private static final String OID = "2.23.133.5.4.9";
  private static final int QUOTE_TAG = 60_000;
  private static final int SHA_256 = 1;
  private static final int REPORT_DATA = 64;

  @Override
  public String source() {
    return provider.source();
  }

  @Override
  public Answer<List<EvidenceExtension>> evidence(byte[] subjectPublicKeyInfo) {
    byte[] claims = claims(subjectPublicKeyInfo);
    return quote(Arrays.copyOf(Sha2.sha256(claims), REPORT_DATA))
        .then(
            quote ->
                Answer.given(
                    List.of(
                        EvidenceExtension.of(
                            OID,
                            new Cbor()
                                .tag(QUOTE_TAG)
                                .array(2)
                                .octets(quote.toByteArray())
                                .octets(claims)
                                .toByteArray()))));
  }

  private static byte[] claims(byte[] key) {
    byte[] hash = new Cbor().array(2).unsigned(SHA_256).octets(Sha2.sha256(key)).toByteArray();
    return new Cbor().map(1).text("pubkey-hash").octets(hash).toByteArray();
  }

  @Override
  public Answer<TeeQuote> quote(byte[] reportData) {
    return provider.quote(reportData);
  }
}
