package io.github.quotary.domain.dstack;

import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.RtmrComparison;
import io.github.quotary.rtmr.RtmrReplay;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.rtmr.RuntimeLogEntry;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A guest that measures events, and its quote, which nobody signed. */
public final class Workload {
  public static final byte[] APP = filled(20, 0x22);
  public static final byte[] COMPOSE = filled(32, 0x11);
  public static final byte[] HASH = filled(32, 0x33);
  public static final byte[] INSTANCE = filled(20, 0x44);
  static final String KMS = "{\"name\":\"kms\",\"id\":\"3059aabb\"}";

  private static final long RUNTIME = 0x08000001L;
  private static final int REPORT_DATA = 568;
  private static final int RTMR0 = 376;
  private static final int MRTD = 184;
  private static final int MR_CONFIG_ID = 232;
  private static final byte[] QUOTE =
      Simulator.seeded(7).evidence(Scenario.upToDate(QuoteShape.V4_TDX)).quote();

  private final byte[] quote = QUOTE.clone();
  private final byte[][] registers = new byte[4][48];
  private final List<RuntimeLogEntry> entries = new ArrayList<>();

  public static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  public static byte[] hash(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** A guest of version 0.5 that is up. */
  static Workload up() {
    return new Workload()
        .measure("system-preparing")
        .measure("app-id", APP)
        .measure("compose-hash", COMPOSE)
        .measure("instance-id", INSTANCE)
        .measure("boot-mr-done")
        .measure("os-image-hash", HASH)
        .measure("key-provider", KMS)
        .measure("storage-fs", "zfs")
        .measure("system-ready");
  }

  public Workload measure(String name, byte[] payload) {
    return measure(3, name, payload);
  }

  Workload measure(String name, String payload) {
    return measure(name, payload.getBytes(StandardCharsets.UTF_8));
  }

  Workload measure(String name) {
    return measure(name, new byte[0]);
  }

  Workload measure(int register, String name, byte[] payload) {
    byte[] digest =
        hash(
            "SHA-384",
            HexFormat.of().parseHex("010000083a"),
            name.getBytes(StandardCharsets.UTF_8),
            new byte[] {':'},
            payload);
    return add(register, RUNTIME, digest, name, payload);
  }

  /** Any event. */
  public Workload add(int register, long type, byte[] digest, String name, byte[] payload) {
    registers[register] = hash("SHA-384", registers[register], digest);
    entries.add(
        new RuntimeLogEntry(
            entries.size(),
            register,
            type,
            ByteBuffer.wrap(digest),
            name,
            ByteBuffer.wrap(payload),
            1,
            Optional.empty()));
    return this;
  }

  Workload mrConfigId(byte[] value) {
    System.arraycopy(value, 0, quote, MR_CONFIG_ID, value.length);
    return this;
  }

  Workload reportData(byte[] value) {
    System.arraycopy(value, 0, quote, REPORT_DATA, value.length);
    return this;
  }

  /** Sets MRTD. */
  public Workload mrtd(byte[] value) {
    System.arraycopy(value, 0, quote, MRTD, value.length);
    return this;
  }

  /** Sets a register that no event gives. */
  public Workload register(int index, byte[] value) {
    registers[index] = value.clone();
    return this;
  }

  byte[] register(int index) {
    return registers[index].clone();
  }

  byte[] quote() {
    byte[] bytes = quote.clone();
    for (int i = 0; i < registers.length; i++) {
      System.arraycopy(registers[i], 0, bytes, RTMR0 + 48 * i, 48);
    }
    return bytes;
  }

  public TdReport report() {
    return (TdReport) Quote.copyOf(quote()).body();
  }

  public RuntimeEventLog log() {
    return RuntimeEventLog.of(entries);
  }

  List<RuntimeLogEntry> entries() {
    return List.copyOf(entries);
  }

  RtmrComparison comparison() {
    return RtmrReplay.of(log()).compareUnverified(report());
  }

  SystemEvents events() {
    return SystemEvents.read(comparison()).found().orElseThrow();
  }
}
