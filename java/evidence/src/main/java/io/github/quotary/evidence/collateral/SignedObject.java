package io.github.quotary.evidence.collateral;

import io.github.quotary.crypto.EcdsaP256;
import io.github.quotary.crypto.P256PublicKey;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.evidence.text.BytesText;
import io.github.quotary.pcs.document.SignedEnvelope;
import io.github.quotary.pki.PkiFormatException;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.pki.X509Cert;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of Intel's signed texts, from whatever form to its envelope {@code
 * {"tcbInfo":{...},"signature":"..."}}. Nothing is written anew: the signature is over bytes.
 *
 * <p>A tool that parsed and printed an object again may have added white space to it. Intel's own
 * texts have none, so the signature decides: it is over the bytes as they stand, or over the same
 * without white space between tokens. Where it is over neither, the bytes stay as they stand, and
 * the engine rejects them.
 *
 * @param member the envelope's name of the signed object
 */
record SignedObject(String member) {
  static final SignedObject TCB_INFO = new SignedObject(SignedEnvelope.TCB_INFO);
  static final SignedObject QE_IDENTITY = new SignedObject(SignedEnvelope.ENCLAVE_IDENTITY);

  private static final String SIGNATURE = "signature";
  private static final int SIGNATURE_DIGITS = 128;

  /**
   * The envelope.
   *
   * @param content an envelope or a bare object, as object or as text
   * @param signature beside a bare object; null if there is none
   * @param chain of the signer
   */
  byte[] envelope(Content content, @Nullable Content signature, byte[] chain) {
    if (content.node() instanceof Node.Obj object) {
      Node inner = object.members().get(member);
      if (inner instanceof Node.Obj signed) {
        Node own = object.members().get(SIGNATURE);
        String place = content.place() + "." + SIGNATURE;
        return of(signed, own == null ? null : new Content(place, own), chain);
      }
      return of(object, signature, chain);
    }
    byte[] text = content.json();
    if (SignedEnvelope.hasMember(text, member)) {
      return text;
    }
    boolean terminated = text.length > 0 && text[text.length - 1] == 0;
    return envelope(
        terminated ? Arrays.copyOf(text, text.length - 1) : text,
        signature == null ? null : signature.signature());
  }

  private byte[] of(Node.Obj object, @Nullable Content signature, byte[] chain) {
    byte[] signed = object.bytes();
    String hex = signature == null ? null : signature.signature();
    byte[] compact = withoutSpace(signed);
    boolean spaced =
        hex != null
            && compact.length < signed.length
            && !isSigned(signed, hex, chain)
            && isSigned(compact, hex, chain);
    return envelope(spaced ? compact : signed, hex);
  }

  private byte[] envelope(byte[] signed, @Nullable String signature) {
    ByteArrayOutputStream envelope = new ByteArrayOutputStream();
    envelope.writeBytes(ascii("{\"" + member + "\":"));
    envelope.writeBytes(signed);
    if (signature != null) {
      envelope.writeBytes(ascii(",\"" + SIGNATURE + "\":\"" + signature + "\""));
    }
    envelope.write('}');
    return envelope.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isSigned(byte[] text, String hex, byte[] chain) {
    if (hex.length() != SIGNATURE_DIGITS || !BytesText.isHex(hex)) {
      return false;
    }
    P256Signature signature = P256Signature.ofRaw(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    return signer(chain)
        .filter(key -> EcdsaP256.bouncyCastle().verify(key, Sha2.sha256(text), signature))
        .isPresent();
  }

  private static Optional<P256PublicKey> signer(byte[] chain) {
    try {
      return SigningChain.parse(ByteBuffer.wrap(chain)).signer().flatMap(X509Cert::publicKey);
    } catch (PkiFormatException e) {
      return Optional.empty();
    }
  }

  /** Without the white space between tokens; texts stay as they are. */
  private static byte[] withoutSpace(byte[] json) {
    ByteArrayOutputStream compact = new ByteArrayOutputStream(json.length);
    boolean inText = false;
    boolean escaped = false;
    for (byte b : json) {
      boolean space = b == ' ' || b == '\t' || b == '\n' || b == '\r';
      if (inText || !space) {
        compact.write(b);
      }
      if (escaped) {
        escaped = false;
      } else if (inText && b == '\\') {
        escaped = true;
      } else if (b == '"') {
        inText = !inText;
      }
    }
    return compact.toByteArray();
  }
}
