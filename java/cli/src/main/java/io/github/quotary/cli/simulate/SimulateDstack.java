package io.github.quotary.cli.simulate;

import io.github.quotary.evidence.input.BoundedFiles;
import io.github.quotary.evidence.input.InputException;
import io.github.quotary.simulator.dstack.DstackApp;
import io.github.quotary.simulator.dstack.DstackEra;
import io.github.quotary.simulator.dstack.EventLogForm;
import io.github.quotary.simulator.dstack.KeyProviderSpec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The dstack app that runs in the TD, for those who want logs that replay to the quote. */
final class SimulateDstack {
  private static final int ID_SIZE = 20;
  private static final int HASH_SIZE = 32;

  @Option(
      names = "--dstack",
      paramLabel = "VERSION",
      converter = EraConverter.class,
      description =
          "The TD runs a dstack app: 0.3, 0.4, 0.5, 0.5.5, 0.5.6, 0.5.10 or 0.6. RTMR0 to RTMR3,"
              + " MRTD and MRCONFIGID are those of the app.")
  private @Nullable DstackEra era;

  @Option(
      names = "--compose",
      paramLabel = "FILE",
      description = "Its app-compose.json; the bytes are measured as they are.")
  private @Nullable Path compose;

  @Option(
      names = "--app-id",
      paramLabel = "HEX",
      description = "20 bytes. Default: the first of the compose hash.")
  private @Nullable String appId;

  @Option(
      names = "--instance-id",
      paramLabel = "HEX",
      description = "20 bytes, or empty for an app that has none.")
  private @Nullable String instanceId;

  @Option(
      names = "--key-provider",
      paramLabel = "NAME[:HEX]",
      description = "none, local-sgx, kms or tpm, and its id. Default: a KMS of the simulator.")
  private @Nullable String keyProvider;

  @Option(
      names = "--os-image-hash",
      paramLabel = "HEX",
      description = "32 bytes; MRTD, RTMR1 and RTMR2 follow from it.")
  private @Nullable String osImageHash;

  @Option(
      names = "--app-event",
      paramLabel = "NAME=HEX",
      description = "Measured by the app once the system is ready. May be repeated.")
  private List<String> appEvents = new ArrayList<>();

  @Option(
      names = "--log-form",
      paramLabel = "FORM",
      converter = FormConverter.class,
      description =
          "What event-log.json has: complete, without-boot-payloads, without-runtime-digests or"
              + " stripped. Default: what quotes of the version have.")
  private @Nullable EventLogForm form;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  SimulateDstack() {}

  /**
   * The app; null if none is wanted.
   *
   * @throws InputException if something was given that is none, or without a version
   */
  @Nullable DstackApp app() {
    if (era == null) {
      if (isAnythingGiven()) {
        throw new InputException(
            "--compose, --app-id, --instance-id, --key-provider, --os-image-hash, --app-event and"
                + " --log-form are about a dstack app: add --dstack VERSION");
      }
      return null;
    }
    return identified(DstackApp.of(era));
  }

  private boolean isAnythingGiven() {
    return !appEvents.isEmpty()
        || Stream.of(compose, appId, instanceId, keyProvider, osImageHash, form)
            .anyMatch(value -> value != null);
  }

  private DstackApp identified(DstackApp start) {
    DstackApp app = start;
    if (compose != null) {
      app = app.withComposeFile(text(compose));
    }
    if (appId != null) {
      app = app.withAppId(hex("--app-id", appId, ID_SIZE));
    }
    if (instanceId != null) {
      app = app.withInstanceId(hex("--instance-id", instanceId, ID_SIZE, 0));
    }
    if (keyProvider != null) {
      app = app.withKeyProvider(provider(keyProvider));
    }
    if (osImageHash != null) {
      app = app.withOsImageHash(hex("--os-image-hash", osImageHash, HASH_SIZE));
    }
    if (form != null) {
      app = app.withForm(form);
    }
    for (String event : appEvents) {
      app = withEvent(app, event);
    }
    return app;
  }

  private static DstackApp withEvent(DstackApp app, String event) {
    int equals = event.lastIndexOf('=');
    if (equals < 0) {
      throw new InputException("--app-event takes NAME=HEX, not '" + event + "'");
    }
    return app.withAppEvent(
        event.substring(0, equals), hex("--app-event", event.substring(equals + 1)));
  }

  private static KeyProviderSpec provider(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    if (!List.of("none", "local-sgx", "kms", "tpm").contains(name)) {
      throw new InputException(
          "--key-provider takes none, local-sgx, kms or tpm, not '" + name + "'");
    }
    String id = colon < 0 ? "" : text.substring(colon + 1);
    return new KeyProviderSpec(name, hex("--key-provider", id));
  }

  /** Lower-case hex of any of these sizes, or of any size. */
  private static String hex(String option, String text, int... sizes) {
    try {
      byte[] bytes = HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text);
      for (int size : sizes) {
        if (bytes.length == size) {
          return HexFormat.of().formatHex(bytes);
        }
      }
      if (sizes.length == 0) {
        return HexFormat.of().formatHex(bytes);
      }
      throw new InputException(option + " has " + bytes.length + " bytes, not " + sizes[0]);
    } catch (IllegalArgumentException e) {
      throw new InputException(option + " is not hexadecimal, or has an odd number of digits");
    }
  }

  private static String text(Path file) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(BoundedFiles.read(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InputException(file + " is not UTF-8, and so no app-compose.json");
    }
  }
}
