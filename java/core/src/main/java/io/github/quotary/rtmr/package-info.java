/**
 * Event logs and their replay: what was measured into the four run-time registers of a trust
 * domain.
 *
 * <p>The way: {@link CcelLog#parse} or {@link RuntimeEventLog#parse} gives an immutable {@link
 * EventLog}; {@link RtmrReplay#of} computes the registers; {@link RtmrReplay#compare} holds them
 * against a report. A payload comes only from a {@link ProvenEvent}, which exists only where its
 * digest was recomputed and its register replays, or under a name that says that nothing proves it.
 */
@NullMarked
package io.github.quotary.rtmr;

import org.jspecify.annotations.NullMarked;
