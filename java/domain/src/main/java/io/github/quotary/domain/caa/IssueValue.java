package io.github.quotary.domain.caa;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a property that says who may issue (RFC 8659, sections 4.2 and 4.3) with the
 * parameters of RFC 8657.
 *
 * @param text the value
 * @param isWellFormed whether it follows the grammar; one that does not authorises nobody
 * @param issuer domain name of the authority, in lower case; empty authorises nobody
 * @param parameters in order
 */
record IssueValue(
    String text, boolean isWellFormed, Optional<String> issuer, List<Parameter> parameters) {
  private static final String LABEL = "[0-9A-Za-z](?:-*[0-9A-Za-z])*+";
  private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*+");
  private static final Pattern PARAMETER =
      Pattern.compile("(" + LABEL + ")[ \t]*=[ \t]*([\\x21-\\x3a\\x3c-\\x7e]*)");
  private static final Pattern METHOD = Pattern.compile("[0-9A-Za-z-]+");

  private static final String ACCOUNT_URI = "accounturi";
  private static final String VALIDATION_METHODS = "validationmethods";
  private static final Set<String> UNDERSTOOD = Set.of(ACCOUNT_URI, VALIDATION_METHODS);
  private static final int MAX_LENGTH = 4096;

  static IssueValue parse(String text) {
    int semicolon = text.indexOf(';');
    String domain = strip(semicolon < 0 ? text : text.substring(0, semicolon));
    boolean wellFormed =
        text.length() <= MAX_LENGTH && (domain.isEmpty() || DOMAIN.matcher(domain).matches());
    List<Parameter> parameters = new ArrayList<>();
    String rest = semicolon < 0 ? "" : strip(text.substring(semicolon + 1));
    if (wellFormed && !rest.isEmpty()) {
      for (String part : rest.split(";", -1)) {
        Matcher parameter = PARAMETER.matcher(strip(part));
        if (parameter.matches()) {
          parameters.add(new Parameter(parameter.group(1), parameter.group(2)));
        } else {
          wellFormed = false;
        }
      }
    }
    return wellFormed
        ? new IssueValue(
            text,
            true,
            Optional.of(domain.toLowerCase(Locale.ROOT)).filter(d -> !d.isEmpty()),
            List.copyOf(parameters))
        : new IssueValue(text, false, Optional.empty(), List.of());
  }

  /** Whether any authority can meet it at all. */
  boolean isSatisfiable() {
    return issuer.isPresent()
        && values(ACCOUNT_URI).size() <= 1
        && values(VALIDATION_METHODS).size() <= 1
        && account().map(IssueValue::isUri).orElse(true)
        && methods().map(IssueValue::areMethods).orElse(true);
  }

  boolean isFor(String authority) {
    return issuer.filter(authority.toLowerCase(Locale.ROOT)::equals).isPresent();
  }

  /** The only account that may ask; empty for any account of the authority. */
  Optional<String> account() {
    return values(ACCOUNT_URI).stream().findFirst();
  }

  /** The only methods that may be used; empty for any. */
  Optional<List<String>> methods() {
    return values(VALIDATION_METHODS).stream()
        .findFirst()
        .map(methods -> List.of(methods.split(",", -1)));
  }

  /** Parameters with a meaning that only the authority knows. */
  List<String> unknownParameters() {
    return parameters.stream()
        .map(Parameter::tag)
        .filter(tag -> !UNDERSTOOD.contains(tag.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private List<String> values(String tag) {
    return parameters.stream()
        .filter(parameter -> parameter.tag().toLowerCase(Locale.ROOT).equals(tag))
        .map(Parameter::value)
        .toList();
  }

  private static boolean isUri(String text) {
    try {
      return new URI(text).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean areMethods(List<String> methods) {
    return methods.stream().allMatch(method -> METHOD.matcher(method).matches());
  }

  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** A parameter; tags compare without letter case. */
  record Parameter(String tag, String value) {}
}
