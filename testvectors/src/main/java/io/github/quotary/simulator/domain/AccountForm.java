package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.octets.Json;

/** Forms of the ACME account document. None has credentials in it. */
public enum AccountForm {
  /** certbot's {@code regr.json}. */
  CERTBOT {
    @Override
    public String document(String uri) {
      return Json.object(
          json -> {
            json.writeObjectFieldStart("body");
            json.writeEndObject();
            json.writeStringField("uri", uri);
          });
    }
  },
  /** lego 4: {@code registration.uri}. */
  LEGO_4 {
    @Override
    public String document(String uri) {
      return lego("uri", uri);
    }
  },
  /** lego 5: {@code registration.accountURL}. */
  LEGO_5 {
    @Override
    public String document(String uri) {
      return lego("accountURL", uri);
    }
  };

  /** The document of the account with this URI. */
  public abstract String document(String uri);

  private static String lego(String member, String uri) {
    return Json.object(
        json -> {
          json.writeStringField("email", "");
          json.writeObjectFieldStart("registration");
          json.writeObjectFieldStart("body");
          json.writeStringField("status", "valid");
          json.writeEndObject();
          json.writeStringField(member, uri);
          json.writeEndObject();
        });
  }
}
