package io.github.quotary.simulator.dstack;

import io.github.quotary.simulator.octets.Digests;
import io.github.quotary.simulator.octets.Hex;
import io.github.quotary.simulator.spec.Measure;
import io.github.quotary.simulator.spec.Scenario;
import io.github.quotary.simulator.spec.TdField;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An app that runs as dstack's guest in a TD: what the TD measures, the logs that tell of it, and
 * the report that matches them. Hashes and ids are lower-case hex.
 *
 * <pre>{@code
 * DstackApp app =
 *     DstackApp.of(DstackEra.V0_5_5)
 *         .withComposeFile(compose)
 *         .withKeyProvider(KeyProviderSpec.kms(rootKey))
 *         .withOsImageHash(image);
 * Evidence evidence = simulator.evidence(app.measuredInto(Scenario.upToDate()));
 * String log = app.eventLogJson();
 * }</pre>
 *
 * <p>What is not set has a default: the app id is the first 20 octets of the compose hash, the
 * instance id follows from the app id, the root file system and what is booted from the hash of the
 * OS image. Events that no default is known for ({@code mr-kms}, {@code init-script-hash}, {@code
 * gpu-policy-hash}) are there if they are {@linkplain #with set}.
 *
 * @param era version of dstack
 * @param composeFile text of {@code app-compose.json}, which is measured in UTF-8 as it is
 * @param keyProvider who gives the keys
 * @param osImageHash hash of the OS image, 32 octets, which MRTD, RTMR1 and RTMR2 follow from
 * @param form what the JSON log has
 * @param payloads payloads that were set, by the name of the event
 * @param appEvents what the app itself measures once the system is ready
 */
@RecordBuilder
public record DstackApp(
    DstackEra era,
    String composeFile,
    KeyProviderSpec keyProvider,
    String osImageHash,
    EventLogForm form,
    Map<String, List<String>> payloads,
    List<LoggedEvent> appEvents)
    implements DstackAppBuilder.With {

  private static final String APP_ID = "app-id";
  private static final String INSTANCE_ID = "instance-id";
  private static final int ID_DIGITS = 40;

  /** Copies map and list. */
  public DstackApp {
    payloads = Map.copyOf(payloads);
    appEvents = List.copyOf(appEvents);
  }

  /** An app of some compose file with keys of a KMS. */
  public static DstackApp of(DstackEra era) {
    return DstackAppBuilder.builder()
        .era(era)
        .composeFile(DstackDocuments.composeFile(era))
        .keyProvider(KeyProviderSpec.simulated())
        .osImageHash(Measure.sha256("dstack OS image"))
        .form(era.form())
        .payloads(Map.of())
        .appEvents(List.of())
        .build();
  }

  /** SHA-256 of the compose file, 32 octets. */
  public String composeHash() {
    return Hex.of(Digests.sha256(composeFile.getBytes(StandardCharsets.UTF_8)));
  }

  /** The app id, 20 octets; that of the compose hash where no event tells it. */
  public String appId() {
    return payloads(APP_ID).stream().findFirst().orElseGet(this::defaultAppId);
  }

  private String defaultAppId() {
    return composeHash().substring(0, ID_DIGITS);
  }

  /** The instance id, 20 octets, or empty. */
  public String instanceId() {
    return payloads(INSTANCE_ID).stream().findFirst().orElse("");
  }

  /** Everything that is measured into RTMR0 to RTMR3. */
  public EventLogSpec eventLog() {
    List<LoggedEvent> events = new ArrayList<>(FirmwareBoot.events(osImageHash));
    for (String name : era.sequence()) {
      for (String payload : payloads(name)) {
        events.add(LoggedEvent.runtime(era.digest(), name, payload));
      }
    }
    events.addAll(appEvents);
    return new EventLogSpec(events);
  }

  /** The JSON log beside a quote, in this app's form. */
  public String eventLogJson() {
    return eventLog().json(form);
  }

  /** MRTD, 48 octets. */
  public String mrTd() {
    return FirmwareBoot.mrTd(osImageHash);
  }

  /** MRCONFIGID as the host of this era sets it, 48 octets. */
  public String mrConfigId() {
    return era.mrConfig().of(this);
  }

  /** The document behind MRCONFIGID of version 3: canonical JSON. */
  public String mrConfigDocument() {
    return DstackDocuments.mrConfig(this);
  }

  /** The scenario of a TD that runs this app: MRTD, MRCONFIGID and RTMR0 to RTMR3 are set. */
  public Scenario measuredInto(Scenario scenario) {
    return scenario.withTd(
        td ->
            eventLog()
                .measuredInto(td)
                .with(TdField.MRTD, mrTd())
                .with(TdField.MRCONFIGID, mrConfigId()));
  }

  /** Payloads of the system events of this name, hex; none if the app has no such event. */
  public List<String> payloads(String event) {
    List<String> set = payloads.get(event);
    return set == null ? defaultPayloads(event) : set;
  }

  private List<String> defaultPayloads(String event) {
    return switch (event) {
      case APP_ID -> List.of(defaultAppId());
      case "compose-hash" -> List.of(composeHash());
      case INSTANCE_ID -> List.of(Measure.sha256("instance of " + appId()).substring(0, ID_DIGITS));
      case "rootfs-hash" -> List.of(FirmwareBoot.rootfsHash(osImageHash));
      case "ca-cert-hash" -> List.of(Measure.sha256("CA certificate"));
      case "os-image-hash" -> List.of(osImageHash);
      case "key-provider" -> List.of(keyProvider.payload());
      case "storage-fs" -> List.of(Hex.of("zfs".getBytes(StandardCharsets.US_ASCII)));
      case "system-preparing", "boot-mr-done", "system-ready" -> List.of("");
      default -> List.of();
    };
  }

  /**
   * The same with system events of this name that have these payloads, hex: one after the other
   * where the era has the event, or none. Any payload goes, a wrong one too.
   */
  public DstackApp with(String event, String... values) {
    Map<String, List<String>> more = new HashMap<>(payloads);
    more.put(event, List.of(values));
    return withPayloads(more);
  }

  /** The same with another app id. */
  public DstackApp withAppId(String value) {
    return with(APP_ID, value);
  }

  /** The same with another instance id; empty for an app that has none. */
  public DstackApp withInstanceId(String value) {
    return with(INSTANCE_ID, value);
  }

  /** The same app under another version of dstack, whose form of the log it takes. */
  @Override
  public DstackApp withEra(DstackEra value) {
    return with(b -> b.era(value).form(value.form()));
  }

  /** The same with one more event that the app measures; the payload is hex. */
  public DstackApp withAppEvent(String name, String payload) {
    List<LoggedEvent> more = new ArrayList<>(appEvents);
    more.add(LoggedEvent.runtime(era.digest(), name, payload));
    return withAppEvents(more);
  }
}
