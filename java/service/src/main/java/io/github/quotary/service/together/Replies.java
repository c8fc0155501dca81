package io.github.quotary.service.together;

import io.github.quotary.service.exchange.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Answers on their way: those that one thread receives are handed to it in one task. Not
 * thread-safe: one for each worker.
 */
final class Replies {
  private final List<Group> groups = new ArrayList<>();

  /** Adds an answer, unless the question has one. */
  void add(Waiting waiting, Answer answer) {
    if (waiting.claim()) {
      group(waiting.receiver()).add(waiting, answer);
    }
  }

  @SuppressWarnings("ReferenceEquality") // Receivers are few, and the same thread's are the same.
  private Group group(Executor receiver) {
    for (Group group : groups) {
      if (group.receiver == receiver) {
        return group;
      }
    }
    Group added = new Group(receiver);
    groups.add(added);
    return added;
  }

  /** Hands over all that were added. */
  void send() {
    for (Group group : groups) {
      group.receiver.execute(group);
    }
    groups.clear();
  }

  /** Answers that one thread receives. */
  private static final class Group implements Runnable {
    private final Executor receiver;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    Group(Executor receiver) {
      this.receiver = receiver;
    }

    void add(Waiting one, Answer answer) {
      waiting.add(one);
      answers.add(answer);
    }

    @Override
    public void run() {
      for (int i = 0; i < waiting.size(); i++) {
        waiting.get(i).deliver(answers.get(i));
      }
    }
  }
}
