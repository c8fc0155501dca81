package io.github.quotary.domain.dstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.crypto.Sha2;
import io.github.quotary.domain.format.MalformedException;
import io.github.quotary.domain.format.StrictJson;
import io.github.quotary.quote.Measurement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An {@code app-compose.json}. It is its bytes that the guest measured: the same JSON written
 * otherwise is another app.
 *
 * @param hash SHA-256 of the bytes, 32 bytes
 * @param problem why it is not a strict JSON object, if it is not; the guest's parser might then
 *     read it differently
 * @param name the member of this name, if there is one
 * @param unknownMembers members that no known version has; to be reviewed
 */
public record ComposeFile(
    Measurement hash, Optional<String> problem, Optional<String> name, Set<String> unknownMembers) {
  private static final int ID_SIZE = 20;

  private static final Set<String> MEMBERS =
      Set.of(
          "manifest_version",
          "name",
          "runner",
          "docker_compose_file",
          "docker_config",
          "bash_script",
          "pre_launch_script",
          "init_script",
          "init_scripts",
          "allowed_envs",
          "kms_enabled",
          "gateway_enabled",
          "tproxy_enabled",
          "local_key_provider_enabled",
          "key_provider",
          "key_provider_id",
          "public_logs",
          "public_sysinfo",
          "public_tcbinfo",
          "no_instance_id",
          "secure_time",
          "storage_fs",
          "swap_size",
          "event_log_version",
          "features",
          "default_gateway_domain",
          "requirements",
          "port_policy",
          "gpu_policy");

  /** Copies the set. */
  public ComposeFile {
    unknownMembers = Set.copyOf(unknownMembers);
  }

  /** The file with exactly these bytes. */
  public static ComposeFile of(byte[] bytes) {
    Measurement hash = Measurement.of(Sha2.sha256(bytes));
    try {
      ObjectNode json = StrictJson.object(bytes);
      Set<String> unknown = new TreeSet<>();
      json.fieldNames().forEachRemaining(unknown::add);
      unknown.removeAll(MEMBERS);
      Optional<String> name = Optional.ofNullable(json.path("name").textValue());
      return new ComposeFile(hash, Optional.empty(), name, unknown);
    } catch (MalformedException e) {
      return new ComposeFile(hash, Optional.of(e.problem()), Optional.empty(), Set.of());
    }
  }

  /** Whether this is the file that the workload was started with. */
  public boolean isOf(AppIdentity identity) {
    return hash.equals(identity.composeHash());
  }

  /** The app id that dstack derives by default: the first 20 bytes of the hash. */
  public Measurement defaultAppId() {
    return Measurement.of(Arrays.copyOf(hash.toByteArray(), ID_SIZE));
  }
}
