package io.github.quotary.simulator.domain;

import io.github.quotary.simulator.octets.Json;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the guest agent answers when it is asked for a quote. Nothing keeps the parts together: a
 * forger changes any of them. Immutable.
 */
public final class QuoteAnswer {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] quote;
  private final String eventLog;
  private final byte[] reportData;
  private final String vmConfig;

  /**
   * An answer.
   *
   * @param quote the raw quote
   * @param eventLog JSON array of events
   * @param reportData the report data that was asked for, 64 octets; only a copy, nobody signs it
   * @param vmConfig JSON of the VM's configuration
   */
  public QuoteAnswer(byte[] quote, String eventLog, byte[] reportData, String vmConfig) {
    this.quote = quote.clone();
    this.eventLog = eventLog;
    this.reportData = reportData.clone();
    this.vmConfig = vmConfig;
  }

  /** The raw quote; a copy. */
  public byte[] quote() {
    return quote.clone();
  }

  /** The log, a JSON array. */
  public String eventLog() {
    return eventLog;
  }

  /** The report data that was asked for; a copy. */
  public byte[] reportData() {
    return reportData.clone();
  }

  /** The VM's configuration, JSON. */
  public String vmConfig() {
    return vmConfig;
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
