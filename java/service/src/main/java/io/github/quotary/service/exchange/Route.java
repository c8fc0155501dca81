package io.github.quotary.service.exchange;

/**
 * Which requests a handler answers.
 *
 * @param method such as {@code POST}; {@code *} for any
 * @param path the whole path; or how it begins, if it ends in {@code *}
 * @param access who may ask
 * @param handler answers
 */
public record Route(String method, String path, Access access, Handler handler) {
  /** Any method. */
  public static final String ANY = "*";

  /** Who may ask. */
  public enum Access {
    /** Whoever has a key, if keys are configured. */
    KEY,
    /** Everybody: nothing is verified for the answer. */
    EVERYBODY
  }

  /** A route for whoever has a key. */
  public static Route of(String method, String path, Handler handler) {
    return new Route(method, path, Access.KEY, handler);
  }

  /** A route for everybody. */
  public static Route open(String method, String path, Handler handler) {
    return new Route(method, path, Access.EVERYBODY, handler);
  }

  /** Whether the path is only how a request's path begins. */
  public boolean isPrefix() {
    return path.endsWith("*");
  }

  /** The path without the asterisk. */
  public String prefix() {
    return isPrefix() ? path.substring(0, path.length() - 1) : path;
  }
}
