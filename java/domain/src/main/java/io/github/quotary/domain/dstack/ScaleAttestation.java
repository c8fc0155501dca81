package io.github.quotary.domain.dstack;

import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.ScaleReader;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.rtmr.RuntimeLogEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Version 0, in SCALE: {@code 00}, platform u8, for TDX quote (bytes) and log (vector of u32 imr,
 * u32 type, bytes digest, string name, bytes payload); then run-time events (vector of string name,
 * bytes payload), 64 bytes of report data, string configuration. Its run-time events are of version
 * 1.
 */
final class ScaleAttestation {
  private static final int REPORT_DATA_SIZE = 64;

  /** Two integers and three empty vectors. */
  private static final int LEAST_EVENT = 11;

  private static final int LEAST_RUNTIME_EVENT = 2;
  private static final int EVENT_VERSION = 1;

  private final Cursor in;
  private final ScaleReader scale;

  private ScaleAttestation(Cursor in) {
    this.in = in;
    this.scale = new ScaleReader(in);
  }

  static AttestationDecoding decode(Cursor in) throws MalformedException {
    return new ScaleAttestation(in).decode();
  }

  private AttestationDecoding decode() throws MalformedException {
    in.u8();
    int code = in.u8();
    Platform platform =
        Platform.ofCode(code)
            .orElseThrow(() -> new MalformedException(1, "unknown platform " + code));
    if (platform != Platform.TDX) {
      return AttestationDecoder.refuse(platform);
    }
    ByteBuffer quote = scale.bytes();
    List<RuntimeLogEntry> log = new ArrayList<>();
    for (int left = count(LEAST_EVENT); left > 0; left--) {
      log.add(event());
    }
    List<RuntimeLogEntry> runtime = new ArrayList<>();
    for (int left = count(LEAST_RUNTIME_EVENT); left > 0; left--) {
      long offset = in.offset();
      runtime.add(RuntimeEntries.entry(offset, scale.string(), scale.bytes(), EVENT_VERSION));
    }
    ByteBuffer reportData = in.bytes(REPORT_DATA_SIZE);
    String config = scale.string();
    in.requireEnd();
    return AttestationDecoder.join(
        0, quote, log, runtime, reportData, config, "dstack", Optional.empty());
  }

  private int count(int leastSize) throws MalformedException {
    int count = scale.count(leastSize);
    if (count > RuntimeEventLog.MAX_EVENTS) {
      throw in.malformed("a list of " + count + " events");
    }
    return count;
  }

  private RuntimeLogEntry event() throws MalformedException {
    return new RuntimeLogEntry(
        in.offset(),
        scale.u32(),
        scale.u32(),
        scale.bytes(),
        scale.string(),
        scale.bytes(),
        EVENT_VERSION,
        Optional.empty());
  }
}
