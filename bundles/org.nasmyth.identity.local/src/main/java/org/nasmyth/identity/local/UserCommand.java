// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nasmyth.api.command.Command;
import org.nasmyth.api.command.CommandIo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code nasmyth user}: adds, changes, lists and removes accounts. Safe for any thread. */
@Component(name = "org.nasmyth.identity.local.user", service = Command.class)
public final class UserCommand implements Command {

  private static final int SHORTEST = 8;
  private static final String SYNOPSIS =
      """
      Usage: user add NAME [GROUP]...
             user password NAME
             user grant NAME GROUP...
             user revoke NAME GROUP...
             user list
             user remove NAME
      Passwords are asked for, or read from standard input.""";

  private final Accounts accounts;
  private final SecureRandom random = new SecureRandom();

  /** Changes the accounts of a server. */
  @Activate
  public UserCommand(@Reference Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return "user";
  }

  @Override
  public String summary() {
    return "add, change, list and remove the archive's own accounts";
  }

  @Override
  public int run(List<String> args, CommandIo io) throws InterruptedException {
    String action = args.isEmpty() ? "" : args.get(0);
    if (action.equals("list") && args.size() == 1) {
      return list(io);
    }
    Optional<String> wrong =
        args.stream().skip(1).filter(name -> !Account.isName(name)).findFirst();
    if (wrong.isPresent()) {
      io.error(
          "'%s' cannot be a name: up to 100 letters, digits and . _ @ + -, a letter or digit first."
              .formatted(wrong.get()));
      return USAGE;
    }
    if (args.size() < 2) {
      return usage(io);
    }
    String name = args.get(1);
    List<String> groups = args.subList(2, args.size());
    try {
      return switch (action) {
        case "add" -> add(name, groups, io);
        case "password" -> groups.isEmpty() ? password(name, io) : usage(io);
        case "remove" -> groups.isEmpty() ? remove(name, io) : usage(io);
        case "grant", "revoke" ->
            groups.isEmpty() ? usage(io) : change(name, groups, action.equals("grant"), io);
        default -> usage(io);
      };
    } catch (UncheckedIOException e) {
      io.error(e.getMessage() + " " + String.valueOf(e.getCause()));
      return FAILED;
    }
  }

  private int add(String name, List<String> groups, CommandIo io) throws InterruptedException {
    if (accounts.find(name).isPresent()) {
      return present(name, io);
    }
    PasswordHash password = ask(name, io);
    if (password == null) {
      return FAILED;
    }
    if (!accounts.add(Account.of(name, password, Set.copyOf(groups)))) {
      return present(name, io);
    }
    io.println("Added " + name + ".");
    return OK;
  }

  private int password(String name, CommandIo io) throws InterruptedException {
    if (accounts.find(name).isEmpty()) {
      return absent(name, io);
    }
    PasswordHash password = ask(name, io);
    if (password == null) {
      return FAILED;
    }
    return accounts.change(name, account -> account.withPassword(password))
        ? done(name + " has another password; the tokens it had are no longer good.", io)
        : absent(name, io);
  }

  private int change(String name, List<String> groups, boolean add, CommandIo io) {
    boolean changed =
        accounts.change(
            name,
            account -> {
              Set<String> all = new HashSet<>(account.groups());
              if (add) {
                all.addAll(groups);
              } else {
                groups.forEach(all::remove);
              }
              return account.withGroups(all);
            });
    return changed
        ? done(
            name + " is in: " + accounts.find(name).map(Account::sortedGroups).orElse(Set.of()), io)
        : absent(name, io);
  }

  private int remove(String name, CommandIo io) {
    return accounts.remove(name)
        ? done("Removed " + name + "; the tokens it had are no longer good.", io)
        : absent(name, io);
  }

  private int list(CommandIo io) {
    try {
      for (Account account : accounts.list()) {
        io.println(account.name() + "  " + String.join(" ", account.sortedGroups()));
      }
      return OK;
    } catch (UncheckedIOException e) {
      io.error(e.getMessage() + " " + String.valueOf(e.getCause()));
      return FAILED;
    }
  }

  private @Nullable PasswordHash ask(String name, CommandIo io) throws InterruptedException {
    Optional<String> password = io.secret("Password of " + name);
    if (password.isEmpty() || password.get().length() < SHORTEST) {
      io.error(
          password.isEmpty()
              ? "No password was given; type it, or write it to standard input."
              : "The password is too short; take at least " + SHORTEST + " characters.");
      return null;
    }
    return PasswordHash.of(password.get(), random);
  }

  private static int done(String what, CommandIo io) {
    io.println(what);
    return OK;
  }

  private static int present(String name, CommandIo io) {
    io.error("There is an account " + name + " already; 'user password' changes its password.");
    return FAILED;
  }

  private static int absent(String name, CommandIo io) {
    io.error("There is no account " + name + "; 'user list' lists those that there are.");
    return FAILED;
  }

  private static int usage(CommandIo io) {
    io.error(SYNOPSIS);
    return USAGE;
  }
}
