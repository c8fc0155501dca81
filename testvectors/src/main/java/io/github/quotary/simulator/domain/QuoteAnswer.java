package io.github.quotary.simulator.domain;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the guest agent answers when it is asked for a quote. Nothing keeps the parts together: a
 * forger changes any of them.
 *
 * @param quote the raw quote
 * @param eventLog JSON array of events
 * @param reportData the report data that was asked for, 64 octets; only a copy, nobody signs it
 * @param vmConfig JSON of the VM's configuration
 */
public record QuoteAnswer(byte[] quote, String eventLog, byte[] reportData, String vmConfig) {
  private static final HexFormat HEX = HexFormat.of();

  /** Copies. */
  public QuoteAnswer {
    quote = quote.clone();
    reportData = reportData.clone();
  }

  /** The raw quote; a copy. */
  @Override
  public byte[] quote() {
    return quote.clone();
  }

  /** The report data that was asked for; a copy. */
  @Override
  public byte[] reportData() {
    return reportData.clone();
  }

  /** The same with the quote's octets changed. */
  public QuoteAnswer withQuote(UnaryOperator<byte[]> change) {
    return new QuoteAnswer(change.apply(quote()), eventLog, reportData, vmConfig);
  }

  /** The same with another log. */
  public QuoteAnswer withEventLog(String value) {
    return new QuoteAnswer(quote, value, reportData, vmConfig);
  }

  /** The same with another copy of the report data. */
  public QuoteAnswer withReportData(byte[] value) {
    return new QuoteAnswer(quote, eventLog, value, vmConfig);
  }

  /** The same with another configuration. */
  public QuoteAnswer withVmConfig(String value) {
    return new QuoteAnswer(quote, eventLog, reportData, value);
  }

  /** The answer of {@code GetQuote}: {@code quote, event_log, report_data, vm_config}. */
  public String getQuoteJson() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("quote", HEX.formatHex(quote));
    members.put("event_log", eventLog);
    members.put("report_data", HEX.formatHex(reportData));
    members.put("vm_config", vmConfig);
    return Json.strings(members);
  }

  /** The answer of {@code Tappd.RawQuote}: no report data, no configuration. */
  public String rawQuoteJson() {
    return tdxQuoteJson("raw", "");
  }

  /** The answer of {@code Tappd.TdxQuote}. */
  public String tdxQuoteJson(String hashAlgorithm, String prefix) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("quote", HEX.formatHex(quote));
    members.put("event_log", eventLog);
    members.put("hash_algorithm", hashAlgorithm);
    members.put("prefix", prefix);
    return Json.strings(members);
  }

  /** As much of the answer as this producer's agent gives. */
  String json(boolean raw) {
    return raw ? rawQuoteJson() : getQuoteJson();
  }
}
