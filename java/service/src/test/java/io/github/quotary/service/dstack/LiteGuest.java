package io.github.quotary.service.dstack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.dstack.image.AcpiDigests;
import io.github.quotary.domain.dstack.image.ImageRegisters;
import io.github.quotary.domain.dstack.image.OsImageCheck;
import io.github.quotary.domain.dstack.image.TdxLite;
import io.github.quotary.domain.dstack.image.VmConfig;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import io.github.quotary.rtmr.RuntimeEventLog;
import io.github.quotary.simulator.Evidence;
import io.github.quotary.simulator.Simulator;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.dstack.EventLogForm;
import io.github.quotary.simulator.spec.QuoteShape;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * A guest of dstack 0.6 that boots an image whose measurements come along: quote, stripped log and
 * configuration.
 */
final class LiteGuest {
  private static final Simulator SIMULATOR = Simulator.seeded(7);
  private static final int MEMORY = Integer.MIN_VALUE;
  private static final HexFormat HEX = HexFormat.of();

  final DstackApp app;
  final String log;
  final String config;
  private final ImageRegisters registers;

  private LiteGuest(DstackApp app) {
    this.app = app.withForm(EventLogForm.STRIPPED);
    log = this.app.eventLogJson();
    byte[] measurement = measurement();
    byte[] manifest =
        (HEX.formatHex(Sha2.sha256(measurement)) + "  measurement.tdx.cbor\n").getBytes(UTF_8);
    config =
        "{\"os_image_hash\":\"%s\",\"memory_size\":%d,\"tdx_attestation_variant\":\"lite\","
                .formatted(HEX.formatHex(Sha2.sha256(manifest)), Integer.toUnsignedLong(MEMORY))
            + "\"tdx_measurement\":{\"checksum_file\":\"%s\",\"measurement\":\"%s\"}}"
                .formatted(
                    Base64.getEncoder().encodeToString(manifest),
                    Base64.getEncoder().encodeToString(measurement));
    registers = registers();
  }

  static LiteGuest up() {
    return new LiteGuest(DstackApp.of(DstackEra.V0_6));
  }

  static LiteGuest of(DstackApp app) {
    return new LiteGuest(app);
  }

  /** The evidence of the guest. */
  Evidence evidence() {
    return evidence(scenario -> scenario);
  }

  Evidence evidence(UnaryOperator<Scenario> change) {
    Scenario scenario =
        app.measuredInto(Scenario.upToDate(QuoteShape.V4_TDX))
            .withTd(
                td ->
                    td.with(TdField.MRTD, registers.mrtdTwoPass().toString())
                        .with(TdField.RTMR0, registers.rtmr0().orElseThrow().toString())
                        .with(TdField.RTMR1, registers.rtmr1().toString())
                        .with(TdField.RTMR2, registers.rtmr2().toString()));
    return SIMULATOR.evidence(change.apply(scenario));
  }

  /** What the image's measurements come to: asked of a report that they cannot fit. */
  private ImageRegisters registers() {
    Evidence any = SIMULATOR.evidence(Scenario.upToDate(QuoteShape.V4_TDX));
    OsImageCheck check =
        TdxLite.check(
            VmConfig.read(config).found().orElseThrow(),
            AcpiDigests.of(RuntimeEventLog.parse(ByteBuffer.wrap(log.getBytes(UTF_8))))
                .orElseThrow(),
            (TdReport) Quote.copyOf(any.quote()).body());
    return ((OsImageCheck.Differs) check).expected();
  }

  /** {@code measurement.tdx.cbor} of an image. */
  private static byte[] measurement() {
    Cbor cbor = new Cbor();
    cbor.map(3).text("version").number(3);
    cbor.text("image").map(3);
    cbor.text("cmdline_sha384").bytes(filled(48, 3));
    cbor.text("kernel_authenticode").bytes(filled(48, 4));
    cbor.text("initrd_sha384").bytes(filled(48, 5));
    cbor.text("tdvf").map(3);
    cbor.text("ovmf").text("pre202505");
    cbor.text("mrtd").map(2);
    cbor.text("single_pass").bytes(filled(48, 1)).text("two_pass").bytes(filled(48, 2));
    cbor.text("td_hob").bytes(HEX.parseHex("80100904000609020b021010"));
    return cbor.out.toByteArray();
  }

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  /** Writes CBOR with lengths below 256. */
  private static final class Cbor {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Cbor map(int members) {
      return head(5, members);
    }

    Cbor number(int value) {
      return head(0, value);
    }

    Cbor text(String text) {
      head(3, text.length());
      out.writeBytes(text.getBytes(UTF_8));
      return this;
    }

    Cbor bytes(byte[] bytes) {
      head(2, bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    private Cbor head(int major, int value) {
      if (value < 24) {
        out.write(major << 5 | value);
      } else {
        out.write(major << 5 | 24);
        out.write(value);
      }
      return this;
    }
  }
}
