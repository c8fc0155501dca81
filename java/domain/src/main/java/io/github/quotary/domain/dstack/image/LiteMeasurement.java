package io.github.quotary.domain.dstack.image;

import io.github.quotary.domain.format.CborReader;
import io.github.quotary.domain.format.Cursor;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.quote.Measurement;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code measurement.tdx.cbor}: {@code version} 3; {@code image} with {@code cmdline_sha384},
 * {@code kernel_authenticode}, {@code initrd_sha384}; {@code tdvf} with {@code ovmf} "pre202505",
 * {@code mrtd} ({@code single_pass}, {@code two_pass}) and {@code td_hob}. No other members, no
 * duplicates, no trailing data.
 */
record LiteMeasurement(
    Measurement commandLine,
    Measurement kernelAuthenticode,
    Measurement initrd,
    Measurement mrtdSinglePass,
    Measurement mrtdTwoPass,
    TdHob tdHob) {
  private static final int VERSION = 3;
  private static final int DIGEST_SIZE = 48;

  static LiteMeasurement read(ByteBuffer document) throws MalformedException {
    return new Reader(new Cursor(document)).read();
  }

  /** The registers of a VM with this much memory. */
  ImageRegisters registers(long memorySize, AcpiDigests acpi) throws MalformedException {
    return new ImageRegisters(
        mrtdSinglePass,
        mrtdTwoPass,
        Optional.of(RegisterLog.rtmr0(tdHob.digest(memorySize), acpi)),
        RegisterLog.rtmr1(kernelAuthenticode),
        RegisterLog.rtmr2(commandLine, initrd));
  }

  /** Reads the document; values are found by their path. */
  private static final class Reader {
    private final Cursor in;
    private final CborReader cbor;
    private final Map<String, ByteBuffer> values = new HashMap<>();
    private long version = -1;
    private String ovmf = "";

    Reader(Cursor in) {
      this.in = in;
      this.cbor = new CborReader(in);
    }

    LiteMeasurement read() throws MalformedException {
      readMap("");
      in.requireEnd();
      if (version != VERSION) {
        throw new MalformedException(0, "a measurement of version " + version + ", not 3");
      }
      if (!ovmf.equals("pre202505")) {
        throw new MalformedException(0, "unknown firmware layout '" + ovmf + "'");
      }
      return new LiteMeasurement(
          digest("image.cmdline_sha384"),
          digest("image.kernel_authenticode"),
          digest("image.initrd_sha384"),
          digest("tdvf.mrtd.single_pass"),
          digest("tdvf.mrtd.two_pass"),
          TdHob.readWitness(value("tdvf.td_hob")));
    }

    private void readMap(String path) throws MalformedException {
      Map<String, Boolean> seen = new HashMap<>();
      for (int left = cbor.map(); left > 0; left--) {
        int offset = in.offset();
        String name = cbor.text();
        if (seen.put(name, true) != null) {
          throw new MalformedException(offset, "duplicate member " + path + name);
        }
        readMember(offset, path + name);
      }
    }

    private void readMember(int offset, String path) throws MalformedException {
      switch (path) {
        case "version" -> version = cbor.unsigned();
        case "image", "tdvf", "tdvf.mrtd" -> readMap(path + ".");
        case "tdvf.ovmf" -> ovmf = cbor.text();
        case "image.cmdline_sha384",
            "image.kernel_authenticode",
            "image.initrd_sha384",
            "tdvf.mrtd.single_pass",
            "tdvf.mrtd.two_pass",
            "tdvf.td_hob" ->
            values.put(path, cbor.bytes());
        default -> throw new MalformedException(offset, "unknown member " + path);
      }
    }

    private ByteBuffer value(String path) throws MalformedException {
      ByteBuffer value = values.get(path);
      if (value == null) {
        throw new MalformedException(0, "member " + path + " is missing");
      }
      return value;
    }

    private Measurement digest(String path) throws MalformedException {
      ByteBuffer value = value(path);
      if (value.remaining() != DIGEST_SIZE) {
        throw new MalformedException(
            0, "member " + path + " has " + value.remaining() + " bytes, not 48");
      }
      return Measurement.of(value);
    }
  }
}
