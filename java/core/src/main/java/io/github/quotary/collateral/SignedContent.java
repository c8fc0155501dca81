package io.github.quotary.collateral;

import com.fasterxml.jackson.core.JsonParser;
import io.github.quotary.crypto.P256Signature;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.json.JsonMembers;
import io.github.quotary.json.MemberReader;
import io.github.quotary.pki.SigningChain;
import io.github.quotary.quote.Measurement;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A parsed document and its signature, without the signer's certificates. */
record SignedContent<T>(T content, Measurement digest, P256Signature signature) {
  /** A longer document could have more values than {@link JsonTree} takes: each has two bytes. */
  private static final int MAX_PLAIN = 2 * JsonTree.MAX_VALUES;

  private static final JsonMembers TCB_INFO =
      JsonMembers.of(SignedJson.TCB_INFO, SignedJson.SIGNATURE);
  private static final JsonMembers QE_IDENTITY =
      JsonMembers.of(SignedJson.ENCLAVE_IDENTITY, SignedJson.SIGNATURE);

  /**
   * Reads a TCB info's envelope that is written as Intel writes it, in one pass and without a tree;
   * null for any other, which {@link SignedJson} reads or refuses.
   */
  static @Nullable SignedContent<TcbInfo> plainTcbInfo(byte[] envelope) {
    return plainOrNull(envelope, TCB_INFO, IntelTcbInfoReader::read);
  }

  /** The same of a QE identity's envelope. */
  static @Nullable SignedContent<QeIdentity> plainQeIdentity(byte[] envelope) {
    return plainOrNull(envelope, QE_IDENTITY, IntelQeIdentityReader::read);
  }

  private static <T> @Nullable SignedContent<T> plainOrNull(
      byte[] envelope, JsonMembers members, Body<T> body) {
    if (envelope.length > MAX_PLAIN || !SignedJson.isReadAsUtf8(envelope)) {
      return null;
    }
    try (JsonParser parser = SignedJson.FACTORY.createParser(envelope)) {
      return plain(envelope, new MemberReader(parser), members, body);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static <T> SignedContent<T> plain(
      byte[] envelope, MemberReader in, JsonMembers members, Body<T> body) throws IOException {
    T content = null;
    int start = 0;
    int end = 0;
    byte[] signature = null;
    in.startObject();
    int seen = 0;
    int member;
    while ((member = in.member(members, seen)) >= 0) {
      seen |= 1 << member;
      if (member == 0) {
        in.startObject();
        start = in.start();
        content = body.read(in);
        end = in.end();
      } else {
        signature = in.hex(P256Signature.RAW_LENGTH);
      }
    }
    in.endOfText();
    MemberReader.require(
        !SignedJson.isNotUtf8(envelope, 0, start)
            && !SignedJson.isNotUtf8(envelope, end, envelope.length));
    return new SignedContent<>(
        MemberReader.present(content),
        Measurement.of(Sha2.sha256(ByteBuffer.wrap(envelope, start, end - start))),
        P256Signature.ofRaw(ByteBuffer.wrap(MemberReader.present(signature))));
  }

  SignedDocument<T> with(SigningChain chain) {
    return new SignedDocument<>(content, new SignedText(digest, signature, chain));
  }

  /** Reads the object that is signed, whose start was taken. */
  @FunctionalInterface
  private interface Body<T> {
    T read(MemberReader in) throws IOException;
  }
}
