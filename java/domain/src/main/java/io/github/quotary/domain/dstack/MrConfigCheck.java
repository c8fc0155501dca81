package io.github.quotary.domain.dstack;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TdReport;
import java.util.Optional;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.jspecify.annotations.Nullable;

/**
 * MRCONFIGID compared with the identity that the log proves.
 *
 * @param status the result
 * @param detail the same in words
 */
public record MrConfigCheck(Status status, String detail) {
  /** The result. */
  public enum Status {
    /** The host set nothing. */
    NOT_USED,
    /** It matches the log. */
    CONSISTENT,
    /** It contradicts the log. */
    INCONSISTENT,
    /** Version 3: the document is needed, and none was given. */
    DOCUMENT_NEEDED
  }

  private static final int KECCAK_BITS = 256;

  /**
   * Checks a report whose log proves this identity.
   *
   * @param document the document of version 3, if the prover gave one
   */
  public static MrConfigCheck of(
      TdReport report, AppIdentity identity, Optional<MrConfigDocument> document) {
    MrConfigId id = MrConfigId.of(report.mrConfigId());
    if (id instanceof MrConfigId.ComposeHash v1) {
      return compare("compose hash", v1.hash(), identity.composeHash());
    } else if (id instanceof MrConfigId.InstanceDigest v2) {
      return compare("instance digest", v2.digest(), keccak(identity));
    } else if (id instanceof MrConfigId.DocumentDigest v3) {
      return document
          .map(given -> compare(v3, given, identity))
          .orElse(new MrConfigCheck(Status.DOCUMENT_NEEDED, "version 3 needs its document"));
    } else if (id instanceof MrConfigId.Foreign foreign) {
      return new MrConfigCheck(
          Status.INCONSISTENT, "not a value that dstack writes: " + foreign.problem());
    }
    return new MrConfigCheck(Status.NOT_USED, "MRCONFIGID is zero");
  }

  /** Keccak-256 of compose hash, app id, kind of key provider, id of key provider. */
  private static Measurement keccak(AppIdentity identity) {
    KeccakDigest keccak = new KeccakDigest(KECCAK_BITS);
    update(keccak, identity.composeHash());
    update(keccak, identity.appId());
    KeyProvider.Kind kind =
        identity.keyProvider().map(KeyProvider::kind).orElse(KeyProvider.Kind.NONE);
    keccak.update((byte) kind.code());
    identity.keyProvider().ifPresent(provider -> update(keccak, provider.id()));
    byte[] digest = new byte[keccak.getDigestSize()];
    keccak.doFinal(digest, 0);
    return Measurement.of(digest);
  }

  private static void update(KeccakDigest keccak, Measurement value) {
    keccak.update(value.toByteArray(), 0, value.size());
  }

  private static MrConfigCheck compare(
      MrConfigId.DocumentDigest id, MrConfigDocument document, AppIdentity identity) {
    if (!id.digest().equals(document.digest())) {
      return compare("document digest", id.digest(), document.digest());
    }
    String difference = difference(document, identity);
    return difference == null
        ? new MrConfigCheck(Status.CONSISTENT, "the document matches the log")
        : new MrConfigCheck(Status.INCONSISTENT, "the document has a different " + difference);
  }

  private static @Nullable String difference(MrConfigDocument document, AppIdentity identity) {
    Optional<KeyProvider> provider = identity.keyProvider();
    if (!document.composeHash().equals(identity.composeHash())) {
      return "compose hash";
    } else if (differs(document.appId(), Optional.of(identity.appId()))) {
      return "app id";
    } else if (provider.map(KeyProvider::kind).filter(document.keyProvider()::equals).isEmpty()) {
      return "kind of key provider";
    } else if (differs(document.keyProviderId(), provider.map(KeyProvider::id))) {
      return "key provider";
    } else if (differs(document.instanceId(), identity.instanceId())) {
      return "instance id";
    } else if (differs(document.gpuPolicyHash(), identity.gpuPolicyHash())) {
      return "GPU policy";
    } else if (differs(document.initScriptHashes(), Optional.of(identity.initScriptHashes()))) {
      return "list of init scripts";
    }
    return null;
  }

  private static <T> boolean differs(Optional<T> pinned, Optional<T> proven) {
    return pinned.isPresent() && !pinned.equals(proven);
  }

  private static MrConfigCheck compare(String what, Measurement found, Measurement proven) {
    return found.equals(proven)
        ? new MrConfigCheck(Status.CONSISTENT, "the " + what + " matches the log")
        : new MrConfigCheck(
            Status.INCONSISTENT,
            "the " + what + " is " + found + "; expected from the log " + proven);
  }
}
