// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.calibration.oca.rules;

import java.util.List;
import java.util.Optional;

/**
 * What a file of rules says.
 *
 * @param file its name, for messages
 * @param classifications in the order of the file
 * @param organisations in the order of the file
 * @param actions in the order of the file; of two with one name the later counts
 * @param problems what could not be read, and what was read otherwise than it is written
 */
public record RuleSet(
    String file,
    List<Classification> classifications,
    List<Organisation> organisations,
    List<Action> actions,
    List<Problem> problems) {

  /** Copies the lists. */
  public RuleSet {
    classifications = List.copyOf(classifications);
    organisations = List.copyOf(organisations);
    actions = List.copyOf(actions);
    problems = List.copyOf(problems);
  }

  /** How many frames, such as {@code minRet=1; maxRet=1}. */
  public record Count(int least, int most) {
    /** Where a rule says nothing. */
    public static final Count ONE = new Count(1, 1);
  }

  /** A keyword that gets a value. */
  public record Assignment(String keyword, Operand value) {}

  /**
   * Gives keywords to the frames for which a condition holds.
   *
   * @param line where it begins, from 1
   */
  public record Classification(Condition when, List<Assignment> assignments, int line) {
    /** Copies the list. */
    public Classification {
      assignments = List.copyOf(assignments);
    }
  }

  /** Among what is looked for. */
  public enum From {
    INPUT_FILES("inputFiles"),
    CALIB_FILES("calibFiles"),
    RAW_FILES("rawFiles");

    private final String word;

    From(String word) {
      this.word = word;
    }

    /** As rules write it. */
    public String word() {
      return word;
    }
  }

  /**
   * Puts raw frames together that are processed together.
   *
   * @param action how they are processed
   * @param from among what
   * @param where which frames
   * @param groupBy the keywords that frames of a group have in common; empty for groups of one
   * @param variables what names the group in names of files; not used
   * @param least how many frames a group needs
   * @param line where it begins, from 1
   */
  public record Organisation(
      String action,
      From from,
      Condition where,
      List<String> groupBy,
      List<String> variables,
      int least,
      int line) {
    /** Copies the lists. */
    public Organisation {
      groupBy = List.copyOf(groupBy);
      variables = List.copyOf(variables);
    }
  }

  /**
   * What a group needs, and what becomes of it.
   *
   * @param name how organisation rules call it
   * @param selections what it needs
   * @param recipes what is run
   * @param products what becomes of it
   * @param whole whether all of it could be read
   * @param line where it begins, from 1
   */
  public record Action(
      String name,
      List<Selection> selections,
      List<Recipe> recipes,
      List<MadeProduct> products,
      boolean whole,
      int line) {
    /** Copies the lists. */
    public Action {
      selections = List.copyOf(selections);
      recipes = List.copyOf(recipes);
      products = List.copyOf(products);
    }
  }

  /** Files that a group needs. */
  public record Selection(String tag, From from, Condition where, Count count, int line) {}

  /** What is run. */
  public record Recipe(String name, List<String> options) {
    /** Copies the list. */
    public Recipe {
      options = List.copyOf(options);
    }
  }

  /** What becomes of a group. */
  public record MadeProduct(String tag, List<Assignment> assignments, int line) {
    /** Copies the list. */
    public MadeProduct {
      assignments = List.copyOf(assignments);
    }
  }

  /**
   * Something that could not be read.
   *
   * @param line from 1
   * @param column from 1
   * @param message what is wrong, and what to do
   */
  public record Problem(int line, int column, String message) {}

  /** The action of a name. */
  public Optional<Action> action(String name) {
    for (int i = actions.size() - 1; i >= 0; i--) {
      if (actions.get(i).name().equals(name)) {
        return Optional.of(actions.get(i));
      }
    }
    return Optional.empty();
  }
}
