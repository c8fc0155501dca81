package io.github.quotary.pcs.document;

import io.github.quotary.collateral.CollateralKey;
import io.github.quotary.pki.CaType;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Identifies one Intel document. Collateral for a platform consists of four. */
public sealed interface DocumentKey {
  /** A short name of lower-case letters, digits and hyphens, for files and messages. */
  String id();

  /** Whether it is a revocation list; otherwise it is signed JSON. */
  default boolean isRevocationList() {
    return this instanceof PckCrl || this instanceof RootCaCrl;
  }

  /** Name of the signed member of a JSON document. */
  default String member() {
    if (this instanceof TcbInfo) {
      return SignedEnvelope.TCB_INFO;
    }
    return this instanceof QeIdentity
        ? SignedEnvelope.ENCLAVE_IDENTITY
        : SignedEnvelope.EVALUATION_DATA_NUMBERS;
  }

  /** The four documents needed to verify a quote of this platform. */
  static List<DocumentKey> of(CollateralKey key, TcbUpdate update) {
    return List.of(
        new TcbInfo(key.teeType(), key.fmspc(), update),
        new QeIdentity(key.teeType(), update),
        new PckCrl(key.ca()),
        RootCaCrl.INSTANCE);
  }

  /**
   * The key with this {@link #id}.
   *
   * @throws IllegalArgumentException if the id is not valid
   */
  static DocumentKey parse(String id) {
    String[] parts = id.split("-", -1);
    if (parts.length == 4 && parts[0].equals("tcb") && isFmspc(parts[2])) {
      return new TcbInfo(
          tee(parts[1], id), Measurement.fromHex(parts[2]), TcbUpdate.parse(parts[3]));
    }
    if (parts.length == 3 && parts[0].equals("qe")) {
      return new QeIdentity(tee(parts[1], id), TcbUpdate.parse(parts[2]));
    }
    if (parts.length == 2 && parts[0].equals("pckcrl")) {
      for (CaType ca : CaType.values()) {
        if (ca.parameter().equals(parts[1])) {
          return new PckCrl(ca);
        }
      }
    }
    if (parts.length == 2 && parts[0].equals("tcbevaluationdatanumbers")) {
      return new EvaluationDataNumbers(tee(parts[1], id));
    }
    if (id.equals(RootCaCrl.INSTANCE.id())) {
      return RootCaCrl.INSTANCE;
    }
    throw unknown(id);
  }

  private static boolean isFmspc(String text) {
    return text.length() == 12 && text.chars().allMatch(HexFormat::isHexDigit);
  }

  private static TeeType tee(String name, String id) {
    for (TeeType type : TeeType.values()) {
      if (tee(type).equals(name)) {
        return type;
      }
    }
    throw unknown(id);
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("'" + id + "' is not a valid document id");
  }

  private static String tee(TeeType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /**
   * TCB info of a family of platforms.
   *
   * @param teeType SGX or TDX
   * @param fmspc the family, 6 bytes
   * @param update which data set
   */
  record TcbInfo(TeeType teeType, Measurement fmspc, TcbUpdate update) implements DocumentKey {
    @Override
    public String id() {
      return "tcb-" + tee(teeType) + "-" + fmspc + "-" + update.id();
    }

    @Override
    public String toString() {
      return "TCB info (" + teeType + ", FMSPC " + fmspc + ", " + update.id() + ")";
    }
  }

  /**
   * Identity of a quoting enclave.
   *
   * @param teeType SGX or TDX
   * @param update which data set
   */
  record QeIdentity(TeeType teeType, TcbUpdate update) implements DocumentKey {
    @Override
    public String id() {
      return "qe-" + tee(teeType) + "-" + update.id();
    }

    @Override
    public String toString() {
      return "QE identity (" + teeType + ", " + update.id() + ")";
    }
  }

  /**
   * Revocation list of a PCK CA.
   *
   * @param ca the issuer
   */
  record PckCrl(CaType ca) implements DocumentKey {
    @Override
    public String id() {
      return "pckcrl-" + ca.parameter();
    }

    @Override
    public String toString() {
      return "PCK CRL (" + ca.parameter() + ")";
    }
  }

  /** Revocation list of the root CA. */
  enum RootCaCrl implements DocumentKey {
    /** The only instance. */
    INSTANCE;

    @Override
    public String id() {
      return "rootcacrl";
    }

    @Override
    public String toString() {
      return "root CA CRL";
    }
  }

  /**
   * The TCB evaluation data numbers in force.
   *
   * @param teeType SGX or TDX
   */
  record EvaluationDataNumbers(TeeType teeType) implements DocumentKey {
    @Override
    public String id() {
      return "tcbevaluationdatanumbers-" + tee(teeType);
    }

    @Override
    public String toString() {
      return "TCB evaluation data numbers (" + teeType + ")";
    }
  }
}
