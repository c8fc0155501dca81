package io.github.quotary.supplemental;

import io.github.quotary.collateral.Validity;
import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.TeeType;
import io.github.quotary.status.TcbStatus;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of Intel's {@code sgx_ql_qv_supplemental_t}, version 3.4, on x86-64 Linux: 672 bytes,
 * little-endian, natural alignment; times are seconds since 1970, 8 bytes.
 */
public final class SupplementalStruct {
  /** Size of version 3.4, in bytes; later minor versions may append. */
  public static final int SIZE = 672;

  /** Major version of the layout. */
  public static final int MAJOR_VERSION = 3;

  private static final int MINOR_VERSION = 4;

  private static final int EARLIEST_ISSUE = 8;
  private static final int LATEST_ISSUE = 16;
  private static final int EARLIEST_EXPIRATION = 24;
  private static final int TCB_LEVEL_DATE = 32;
  private static final int PCK_CRL_NUM = 40;
  private static final int ROOT_CA_CRL_NUM = 44;
  private static final int TCB_EVAL_REF_NUM = 48;
  private static final int ROOT_KEY_ID = 52;
  private static final int ROOT_KEY_ID_SIZE = 48;
  private static final int PCK_PPID = 100;
  private static final int CPU_SVN = 116;
  private static final int ID_SIZE = 16;
  private static final int PCE_ISV_SVN = 132;
  private static final int PCE_ID = 134;
  private static final int PCE_ID_SIZE = 2;
  private static final int TEE_TYPE = 136;
  private static final int SGX_TYPE = 140;
  private static final int PLATFORM_INSTANCE_ID = 141;
  private static final int DYNAMIC_PLATFORM = 160;
  private static final int CACHED_KEYS = 164;
  private static final int SMT_ENABLED = 168;
  private static final int SA_LIST = 172;
  private static final int SA_LIST_SIZE = 450;
  private static final int QE_EARLIEST_ISSUE = 624;
  private static final int QE_LATEST_ISSUE = 632;
  private static final int QE_EARLIEST_EXPIRATION = 640;
  private static final int QE_TCB_DATE = 648;
  private static final int QE_EVAL_REF_NUM = 656;
  private static final int QE_STATUS = 660;
  private static final int PLATFORM_TCB_DATE = 664;

  private static final long U32 = 0xffffffffL;
  private static final int U16 = 0xffff;

  /** Intel's result codes that a QE level can have. */
  private static final int RESULT_OK = 0;

  private static final int RESULT_OUT_OF_DATE = 0xA002;
  private static final int RESULT_REVOKED = 0xA005;

  private SupplementalStruct() {}

  /**
   * The struct with every field filled. CRL numbers and the PCE's SVN are cut to the struct's
   * width, advisories to what fits into 449 characters.
   */
  static byte[] encode(SupplementalData data) {
    byte[] bytes = new byte[SIZE];
    ByteBuffer struct = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    struct.putShort(0, (short) MAJOR_VERSION).putShort(2, (short) MINOR_VERSION);
    putDates(struct, EARLIEST_ISSUE, LATEST_ISSUE, EARLIEST_EXPIRATION, data.validity());
    putTime(struct, TCB_LEVEL_DATE, data.tcbLevelDate());
    struct.putInt(PCK_CRL_NUM, data.pckCrlNumber().intValue());
    struct.putInt(ROOT_CA_CRL_NUM, data.rootCaCrlNumber().intValue());
    struct.putInt(TCB_EVAL_REF_NUM, (int) data.tcbEvaluationDataNumber());
    struct.put(ROOT_KEY_ID, data.rootKeyId().toByteArray());
    struct.putInt(TEE_TYPE, (int) data.teeType().value());
    putPlatform(struct, data.platform());
    byte[] advisories = String.join(",", data.advisoryIds()).getBytes(StandardCharsets.US_ASCII);
    struct.put(SA_LIST, advisories, 0, Math.min(advisories.length, SA_LIST_SIZE - 1));
    QeIdentityData qe = data.qeIdentity();
    putDates(struct, QE_EARLIEST_ISSUE, QE_LATEST_ISSUE, QE_EARLIEST_EXPIRATION, qe.validity());
    putTime(struct, QE_TCB_DATE, qe.tcbDate());
    struct.putInt(QE_EVAL_REF_NUM, (int) qe.tcbEvaluationDataNumber());
    struct.putInt(QE_STATUS, resultCode(qe.status()));
    putTime(struct, PLATFORM_TCB_DATE, data.platformTcbDate());
    return bytes;
  }

  private static void putPlatform(ByteBuffer struct, PckPlatform platform) {
    struct.put(PCK_PPID, platform.ppid().toByteArray());
    struct.put(CPU_SVN, platform.cpuSvn().toByteArray());
    struct.putShort(PCE_ISV_SVN, (short) platform.pceSvn());
    struct.put(PCE_ID, platform.pceId().toByteArray());
    struct.put(SGX_TYPE, (byte) platform.sgxType());
    platform
        .platformInstanceId()
        .ifPresent(id -> struct.put(PLATFORM_INSTANCE_ID, id.toByteArray()));
    struct.putInt(DYNAMIC_PLATFORM, platform.dynamicPlatform().value());
    struct.putInt(CACHED_KEYS, platform.cachedKeys().value());
    struct.putInt(SMT_ENABLED, platform.smtEnabled().value());
  }

  /**
   * Reads a struct as Intel's library filled it: TEE type and the QE identity's evaluation number
   * are zero there.
   *
   * @param bytes at least 672 bytes, major version 3
   * @throws IllegalArgumentException if it is too short, of another version, or holds a value that
   *     Intel does not define
   */
  public static SupplementalData decode(byte[] bytes) {
    if (bytes.length < SIZE) {
      throw new IllegalArgumentException(
          "Supplemental data has " + bytes.length + " bytes; version 3.4 has " + SIZE);
    }
    ByteBuffer struct = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int major = struct.getShort(0) & U16;
    if (major != MAJOR_VERSION) {
      throw new IllegalArgumentException(
          "Supplemental data of major version " + major + "; " + MAJOR_VERSION + " is known");
    }
    return new SupplementalData(
        dates(struct, EARLIEST_ISSUE, LATEST_ISSUE, EARLIEST_EXPIRATION),
        time(struct, TCB_LEVEL_DATE),
        time(struct, PLATFORM_TCB_DATE),
        BigInteger.valueOf(unsigned(struct, PCK_CRL_NUM)),
        BigInteger.valueOf(unsigned(struct, ROOT_CA_CRL_NUM)),
        unsigned(struct, TCB_EVAL_REF_NUM),
        id(struct, ROOT_KEY_ID, ROOT_KEY_ID_SIZE),
        TeeType.of(unsigned(struct, TEE_TYPE)).orElseThrow(() -> unknown("TEE type")),
        platform(struct),
        advisories(struct),
        new QeIdentityData(
            dates(struct, QE_EARLIEST_ISSUE, QE_LATEST_ISSUE, QE_EARLIEST_EXPIRATION),
            time(struct, QE_TCB_DATE),
            unsigned(struct, QE_EVAL_REF_NUM),
            qeStatus(struct.getInt(QE_STATUS))));
  }

  private static PckPlatform platform(ByteBuffer struct) {
    Measurement instance = id(struct, PLATFORM_INSTANCE_ID, ID_SIZE);
    return new PckPlatform(
        id(struct, PCK_PPID, ID_SIZE),
        id(struct, CPU_SVN, ID_SIZE),
        struct.getShort(PCE_ISV_SVN) & U16,
        id(struct, PCE_ID, PCE_ID_SIZE),
        struct.get(SGX_TYPE) & 0xff,
        instance.isZero() ? null : instance,
        flag(struct, DYNAMIC_PLATFORM),
        flag(struct, CACHED_KEYS),
        flag(struct, SMT_ENABLED));
  }

  private static List<String> advisories(ByteBuffer struct) {
    byte[] text = new byte[SA_LIST_SIZE];
    struct.get(SA_LIST, text);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    String list = new String(text, 0, end, StandardCharsets.US_ASCII);
    return Arrays.stream(list.split(",", -1)).filter(id -> !id.isEmpty()).toList();
  }

  private static PckFlag flag(ByteBuffer struct, int offset) {
    return PckFlag.ofValue(unsigned(struct, offset))
        .orElseThrow(() -> unknown("flag at byte " + offset));
  }

  private static TcbStatus qeStatus(int code) {
    return switch (code) {
      case RESULT_OK -> TcbStatus.UP_TO_DATE;
      case RESULT_OUT_OF_DATE -> TcbStatus.OUT_OF_DATE;
      case RESULT_REVOKED -> TcbStatus.REVOKED;
      default -> throw unknown("QE status");
    };
  }

  private static int resultCode(TcbStatus status) {
    return switch (status) {
      case OUT_OF_DATE -> RESULT_OUT_OF_DATE;
      case REVOKED -> RESULT_REVOKED;
      default -> RESULT_OK;
    };
  }

  private static IllegalArgumentException unknown(String field) {
    return new IllegalArgumentException("Supplemental data: " + field + " has an unknown value");
  }

  private static Validity dates(ByteBuffer struct, int earliest, int latest, int expiration) {
    return new Validity(time(struct, earliest), time(struct, latest), time(struct, expiration));
  }

  private static void putDates(
      ByteBuffer struct, int earliest, int latest, int expiration, Validity validity) {
    putTime(struct, earliest, validity.earliestIssue());
    putTime(struct, latest, validity.latestIssue());
    putTime(struct, expiration, validity.earliestExpiration());
  }

  private static Instant time(ByteBuffer struct, int offset) {
    long seconds = struct.getLong(offset);
    if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
      throw unknown("time at byte " + offset);
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static void putTime(ByteBuffer struct, int offset, Instant time) {
    struct.putLong(offset, time.getEpochSecond());
  }

  private static long unsigned(ByteBuffer struct, int offset) {
    return struct.getInt(offset) & U32;
  }

  private static Measurement id(ByteBuffer struct, int offset, int size) {
    return Measurement.of(struct.slice(offset, size));
  }
}
