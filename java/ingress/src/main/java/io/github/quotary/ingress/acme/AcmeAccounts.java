package io.github.quotary.ingress.acme;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.quotary.ingress.acme.AccountResult.Failed;
import io.github.quotary.ingress.acme.AccountResult.Opened;
import io.github.quotary.ingress.acme.AccountResult.Origin;
import io.github.quotary.ingress.state.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Status;

/**
 * The account with an authority. Its key is stored before the authority hears of it: after a crash
 * between the two, the authority finds the same account by its key.
 *
 * <p>Files in the state folder: {@code accounts/<directory>/key.pem} and {@code account.json}.
 */
public final class AcmeAccounts {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String OPEN = "open the account";
  private static final String URI_FIELD = "uri";
  private static final String BAD_PUBLIC_KEY = "badPublicKey";

  /** What a CAA record can name: no blank, no semicolon. */
  private static final Pattern ACCOUNT_URI = Pattern.compile("https://[\\x21-\\x3a\\x3c-\\x7e]+");

  private final AcmeCa ca;
  private final AcmeFiles files;
  private final Optional<String> email;
  private final Conversation conversation;

  private AcmeAccounts(AcmeCa ca, AcmeFiles files, Optional<String> email) {
    this.ca = ca;
    this.files = files;
    this.email = email;
    this.conversation = new Conversation(ca, Deadline.in(ca.timing(), LIMIT));
  }

  /**
   * Opens the account, and makes it if there is none: the terms of service count as agreed to. It
   * asks the authority in any case. An account that the authority has lost is made anew with the
   * same key, or with a new key if it refuses that one.
   *
   * @param email for a new account; the evidence does not have it
   */
  public static AccountResult open(AcmeCa ca, StateFolder folder, Optional<String> email) {
    return open(ca, AcmeFiles.in(folder), email);
  }

  static AccountResult open(AcmeCa ca, AcmeFiles files, Optional<String> email) {
    try {
      return new AcmeAccounts(ca, files, email).open();
    } catch (AcmeFaultException e) {
      return new Failed(e.fault());
    } catch (IOException e) {
      return new Failed(new AcmeFault.StateFailed(Faults.words(e)));
    }
  }

  /**
   * The account that was used last, without asking the authority.
   *
   * @param folder a state folder, which another process may have open
   */
  public static Optional<URI> stored(Path folder, AcmeDirectory directory) throws IOException {
    return uri(StateFolder.read(folder, file(directory, "account.json")));
  }

  private AccountResult open() throws AcmeFaultException, IOException {
    Optional<URI> before = uri(files.read(file(ca.directory(), "account.json")));
    Optional<byte[]> stored = files.read(keyFile());
    if (stored.isEmpty()) {
      return opened(register(newKey()), Origin.MADE, before);
    }
    KeyPair key = key(stored.get());
    try {
      Login login = login(new AccountBuilder().onlyExisting().useKeyPair(key));
      return opened(login, before.isPresent() ? Origin.KNOWN : Origin.FOUND, before);
    } catch (AcmeFaultException e) {
      if (isKeyRefused(e.fault())) {
        return opened(register(newKey()), Origin.MADE, before);
      }
      if (e.fault() instanceof AcmeFault.AccountLost) {
        return opened(registerAgain(key), Origin.MADE, before);
      }
      throw e;
    }
  }

  private Login registerAgain(KeyPair key) throws AcmeFaultException, IOException {
    try {
      return register(key);
    } catch (AcmeFaultException e) {
      if (isKeyRefused(e.fault())) {
        return register(newKey());
      }
      throw e;
    }
  }

  private Login register(KeyPair key) throws AcmeFaultException {
    AccountBuilder builder = new AccountBuilder().agreeToTermsOfService().useKeyPair(key);
    email.ifPresent(builder::addEmail);
    return login(builder);
  }

  private Login login(AccountBuilder builder) throws AcmeFaultException {
    try {
      return conversation.ask(OPEN, builder::createLogin);
    } catch (AcmeFaultException e) {
      if (e.fault() instanceof AcmeFault.Refused refused
          && refused.problem().type().equals(Faults.UNAUTHORIZED)) {
        throw new AcmeFaultException(new AcmeFault.AccountRefused(refused.problem()));
      }
      throw e;
    }
  }

  private AccountResult opened(Login login, Origin origin, Optional<URI> before)
      throws AcmeFaultException, IOException {
    Status status = conversation.ask(OPEN, session -> login.getAccount().getStatus());
    if (status != Status.VALID) {
      return new Failed(
          new AcmeFault.AccountRefused(
              new AcmeProblem(Faults.UNAUTHORIZED, "it is " + status, List.of())));
    }
    String text = login.getAccountLocation().toString();
    if (!ACCOUNT_URI.matcher(text).matches()) {
      return new Failed(
          new AcmeFault.Unusable(OPEN, "no CAA record can name the account's address"));
    }
    URI uri = URI.create(text);
    if (before.filter(uri::equals).isEmpty()) {
      ObjectNode document = AcmeFiles.JSON.createObjectNode();
      document.put(URI_FIELD, text);
      document.put("directory", ca.directory().uri().toString());
      files.write(file(ca.directory(), "account.json"), AcmeFiles.JSON.writeValueAsBytes(document));
    }
    return new Opened(
        new AcmeAccount(ca, uri, login.getKeyPair()), origin, before.filter(b -> !b.equals(uri)));
  }

  private KeyPair newKey() throws IOException {
    KeyPair key = Keys.make();
    files.write(keyFile(), Keys.pem(key.getPrivate()).getBytes(StandardCharsets.US_ASCII));
    return key;
  }

  private KeyPair key(byte[] stored) throws AcmeFaultException {
    try {
      return Keys.read(new String(stored, StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new AcmeFaultException(
          new AcmeFault.StateFailed(
              keyFile()
                  + ": "
                  + Faults.words(e)
                  + "; put the right file there, or remove it to make a new account"));
    }
  }

  private static boolean isKeyRefused(AcmeFault fault) {
    return fault instanceof AcmeFault.Refused refused
        && refused.problem().type().equals(BAD_PUBLIC_KEY);
  }

  private String keyFile() {
    return file(ca.directory(), "key.pem");
  }

  private static String file(AcmeDirectory directory, String name) {
    return "accounts/" + directory.folder() + "/" + name;
  }

  private static Optional<URI> uri(Optional<byte[]> document) throws IOException {
    if (document.isEmpty()) {
      return Optional.empty();
    }
    String uri;
    try {
      uri = AcmeFiles.tree(document.get()).path(URI_FIELD).asText();
    } catch (IOException e) {
      uri = "";
    }
    if (!ACCOUNT_URI.matcher(uri).matches()) {
      throw new IOException("account.json names no account; remove it to ask the authority again");
    }
    return Optional.of(URI.create(uri));
  }
}
