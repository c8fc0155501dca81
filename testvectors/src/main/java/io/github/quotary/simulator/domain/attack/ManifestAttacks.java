package io.github.quotary.simulator.domain.attack;

import io.github.quotary.simulator.domain.CustomPlan;
import io.github.quotary.simulator.domain.DomainKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Attacks on the manifest, its files and the account document of a custom domain. */
final class ManifestAttacks {
  private static final String ACCOUNT = "acme-account.json";
  private static final String MANIFEST = "sha256sum.txt";
  private static final String CERTIFICATE = "cert-" + Victim.HOST + ".pem";
  private static final String ZEROS = "0".repeat(64);

  private ManifestAttacks() {}

  static List<DomainAttack> all() {
    return Stream.of(grammar(), digests(), account()).flatMap(List::stream).toList();
  }

  /** The producer itself is dishonest: the quote covers the very manifest. */
  private static List<DomainAttack> grammar() {
    return List.of(
        line("path-upwards", "a name that leads out of the folder", ZEROS + "  ../../etc/passwd\n"),
        line("absolute-path", "an absolute name", ZEROS + "  /etc/passwd\n"),
        line("unknown-file", "a file that no producer writes", ZEROS + "  index.html\n"),
        line("name-with-nul", "a name with a NUL in it", ZEROS + "  cert-a.example.com.pem\0x\n"),
        line("escaped-name", "a line as coreutils escapes it", "\\" + ZEROS + "  a\\nb\n"),
        line("short-digest", "a digest of 63 digits", ZEROS.substring(1) + "  cert.pem\n"),
        line("account-twice", "the account a second time", ZEROS + "  " + ACCOUNT + "\n"),
        line(
            "certificate-twice-by-letter-case",
            "the certificate a second time, in other letters",
            ZEROS + "  cert-" + Victim.HOST.toUpperCase(Locale.ROOT) + ".pem\n"),
        line("no-line-feed-at-the-end", "a last line that was cut", ZEROS + "  cert.pem"),
        manifest("carriage-returns", "lines that end in CR LF", t -> t.replace("\n", "\r\n")),
        manifest("byte-order-mark", "a byte-order mark before the first line", t -> "\ufeff" + t),
        manifest("upper-case-digests", "digests in upper case", ManifestAttacks::upperCaseDigests),
        manifest("empty-manifest", "a manifest of nothing", t -> ""),
        manifest("account-not-listed", "a manifest without the account", t -> without(t, ACCOUNT)),
        manifest(
            "certificate-not-listed",
            "a manifest without the certificate",
            t -> without(t, CERTIFICATE)));
  }

  private static List<DomainAttack> digests() {
    return List.of(
        served(
            "account-changed",
            "MF-2",
            "another account than was listed",
            ACCOUNT,
            text -> text.replaceFirst("\\d\"", "0\"")),
        served(
            "certificate-changed",
            "MF-2",
            "another certificate than was listed",
            CERTIFICATE,
            text -> text + "\n"),
        served(
            "manifest-changed",
            "RD-C1",
            "another manifest than was quoted",
            MANIFEST,
            text -> text.replace("  " + ACCOUNT, " *" + ACCOUNT)),
        DomainAttack.fails(
            DomainKind.CUSTOM,
            "report-data-padding",
            "RD-C1",
            "the right hash with something behind it",
            laboratory ->
                Victim.with(
                    laboratory,
                    DomainKind.CUSTOM,
                    workload ->
                        workload.quoting(
                            right -> {
                              right[right.length - 1] = 1;
                              return right;
                            }))));
  }

  private static List<DomainAttack> account() {
    return List.of(
        account(
            "staging-account",
            "an account of the staging service, which anybody's browser rejects",
            "https://acme-staging-v02.api.letsencrypt.org/acme/acct/2584877296"),
        account(
            "other-account",
            "an account of the attacker's",
            "https://acme-v02.api.letsencrypt.org/acme/acct/2584877297"),
        account(
            "account-with-user-information",
            "a URI that begins as the right host's and is another's",
            "https://acme-v02.api.letsencrypt.org@attacker.example/acme/acct/2584877296"),
        account(
            "account-with-control-characters",
            "a URI that would clear the reader's screen",
            "https://a.example/\u001b[2J\u001b[1;32mPASS\n"),
        files(
            "two-accounts",
            "ACCT-1",
            "a document that names two accounts",
            ACCOUNT,
            text -> text.replaceFirst("\\{", "{\"uri\":\"https://a.example/acct/1\",")),
        files(
            "account-without-uri",
            "ACCT-1",
            "a document that names no account",
            ACCOUNT,
            text -> "{\"registration\":{}}"),
        files(
            "account-with-private-key",
            "ACCT-1",
            "a document that shows the account's key to everybody",
            ACCOUNT,
            text ->
                text.replaceFirst(
                    "\\{", "{\"key\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"AQ\"},")));
  }

  private static DomainAttack line(String name, String about, String line) {
    return manifest(name, about, text -> text + line);
  }

  private static DomainAttack manifest(String name, String about, UnaryOperator<String> change) {
    return attack(
        "manifest-" + name,
        "MF-1",
        about,
        plan -> plan.editingManifest(bytes -> edit(bytes, change)));
  }

  private static DomainAttack account(String name, String about, String uri) {
    return attack(name, "ACCT-1", about, plan -> plan.withAccountUri(uri));
  }

  private static DomainAttack files(
      String name, String check, String about, String file, UnaryOperator<String> change) {
    return attack(name, check, about, plan -> plan.editingFiles(all -> edit(all, file, change)));
  }

  private static DomainAttack served(
      String name, String check, String about, String file, UnaryOperator<String> change) {
    return attack(name, check, about, plan -> plan.editingServed(all -> edit(all, file, change)));
  }

  private static DomainAttack attack(
      String name, String check, String about, UnaryOperator<CustomPlan> change) {
    return DomainAttack.fails(
        DomainKind.CUSTOM, name, check, about, laboratory -> Victim.custom(laboratory, change));
  }

  private static Map<String, byte[]> edit(
      Map<String, byte[]> files, String name, UnaryOperator<String> change) {
    files.computeIfPresent(name, (file, content) -> edit(content, change));
    return files;
  }

  private static byte[] edit(byte[] bytes, UnaryOperator<String> change) {
    return change.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  private static String without(String manifest, String name) {
    StringBuilder kept = new StringBuilder();
    manifest
        .lines()
        .filter(line -> !line.endsWith(" " + name))
        .forEach(line -> kept.append(line).append('\n'));
    return kept.toString();
  }

  private static String upperCaseDigests(String manifest) {
    StringBuilder changed = new StringBuilder();
    manifest
        .lines()
        .forEach(
            line ->
                changed
                    .append(line.substring(0, 64).toUpperCase(Locale.ROOT))
                    .append(line.substring(64))
                    .append('\n'));
    return changed.toString();
  }
}
