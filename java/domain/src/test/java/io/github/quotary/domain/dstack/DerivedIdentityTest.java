package io.github.quotary.domain.dstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.quotary.quote.Measurement;
import io.github.quotary.quote.Quote;
import io.github.quotary.quote.TdReport;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hashes that KMS and contracts know a workload by. */
class DerivedIdentityTest {
  private static byte[] boot(Workload workload) {
    return Arrays.copyOfRange(concat(workload), 0, 4 * 48);
  }

  /** MRTD and RTMR0 to RTMR3. */
  private static byte[] concat(Workload workload) {
    byte[] quote = workload.quote();
    byte[] all = new byte[5 * 48];
    System.arraycopy(quote, 184, all, 0, 48);
    System.arraycopy(quote, 376, all, 48, 4 * 48);
    return all;
  }

  @Test
  void withoutConfiguration() {
    Workload workload = Workload.up().mrConfigId(new byte[144]);
    byte[] keyProvider = Workload.hash("SHA-256", Workload.KMS.getBytes(UTF_8));
    DerivedIdentity derived = DerivedIdentity.of(workload.report(), workload.events());
    assertEquals(Measurement.of(keyProvider), derived.mrKeyProvider());
    assertEquals(
        Measurement.of(Workload.hash("SHA-256", boot(workload), keyProvider)), derived.mrSystem());
    assertEquals(
        Measurement.of(Workload.hash("SHA-256", concat(workload))), derived.mrAggregated());
  }

  @Test
  void withAnyOfTheThreeConfigurationFields() {
    for (int offset : new int[] {0, 47, 48, 96, 143}) {
      byte[] config = new byte[144];
      config[offset] = 1;
      Workload workload = Workload.up().mrConfigId(config);
      assertEquals(
          Measurement.of(Workload.hash("SHA-256", concat(workload), config)),
          DerivedIdentity.of(workload.report(), workload.events()).mrAggregated(),
          "byte " + offset);
    }
  }

  @Test
  void asTheKmsSeesABootingGuest() {
    Workload booted =
        new Workload()
            .mrConfigId(new byte[144])
            .measure("system-preparing")
            .measure("app-id", Workload.APP)
            .measure("compose-hash", Workload.COMPOSE)
            .measure("instance-id", Workload.INSTANCE)
            .measure("boot-mr-done");
    TdReport report = Workload.up().mrConfigId(new byte[144]).report();
    DerivedIdentity derived = DerivedIdentity.ofBoot(report, Workload.up().events()).orElseThrow();
    assertEquals(Measurement.of(Workload.hash("SHA-256", concat(booted))), derived.mrAggregated());
    assertEquals(Measurement.of(new byte[32]), derived.mrKeyProvider());
  }

  @Test
  void version03HasNoBoot() {
    Workload v03 =
        new Workload()
            .measure("rootfs-hash", Workload.HASH)
            .measure("app-id", Workload.APP)
            .measure("compose-hash", Workload.COMPOSE)
            .measure("ca-cert-hash", Workload.HASH)
            .measure("instance-id", Workload.INSTANCE);
    assertEquals(Optional.empty(), DerivedIdentity.ofBoot(v03.report(), v03.events()));
    assertEquals(
        Measurement.of(new byte[32]),
        DerivedIdentity.of(v03.report(), v03.events()).mrKeyProvider());
  }

  @Test
  void devicesOfBothAges() {
    byte[] quote = Workload.up().quote();
    assertEquals(
        Measurement.of(Workload.hash("SHA-256", Arrays.copyOfRange(quote, 28, 48))),
        DeviceId.ofUserData(Quote.copyOf(quote)));
    assertEquals(
        Measurement.of(Workload.hash("SHA-256", Workload.filled(16, 9))),
        DeviceId.ofPpid(Measurement.of(Workload.filled(16, 9))));
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        DeviceId.ANONYMOUS.toString());
  }

  @Test
  void reportDataOfATag() {
    assertEquals(
        "7ea0b744ed5e9c0c83ff9f575668e1697652cd349f2027cdf26f918d4c53e8cd"
            + "50b5ea9b449b4c3d50e20ae00ec29688d5a214e8daff8a10041f5d624dae8a01",
        ReportDataTag.APP_DATA.reportData("test content".getBytes(UTF_8)).toString());
    assertEquals(
        "e5e5547e6c245fa9cc3c5f66c40e3b869ab8fa8a0abafefbf340cb6c3021b6c0"
            + "d4119611fed03528033c77f17a931979a2bde1314ecdc8ce95fab07508ed9675",
        ReportDataTag.ACME_ACCOUNT
            .reportData("https://acme-v02.api.letsencrypt.org/acme/acct/2584877296".getBytes(UTF_8))
            .toString());
  }
}
