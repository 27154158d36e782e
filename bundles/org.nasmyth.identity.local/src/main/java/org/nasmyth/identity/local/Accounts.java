// SPDX-License-Identifier: Apache-2.0
package org.nasmyth.identity.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * All accounts, in the file {@code identity/accounts.json} of the home. It is read at the first
 * use; a change is in the file before anybody sees it. Safe for any thread.
 */
@Component(name = "org.nasmyth.identity.local.accounts", service = Accounts.class)
public final class Accounts {

  private static final String ACCOUNTS = "accounts";
  private static final String NAME = "name";
  private static final String STAMP = "stamp";
  private static final String PASSWORD = "password";
  private static final String GROUPS = "groups";

  private final PrivateFile file;

  /** By folded names; replaced as a whole. Null until the file was read. */
  private volatile @Nullable Map<String, Account> accounts;

  /** The accounts of a server. */
  @Activate
  public Accounts(BundleContext context) {
    this(Path.of(String.valueOf(context.getProperty("nasmyth.home"))));
  }

  Accounts(Path home) {
    file = new PrivateFile(home.resolve("identity").resolve("accounts.json"));
  }

  /**
   * The account of a name.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  Optional<Account> find(String name) {
    return Optional.ofNullable(all().get(fold(name)));
  }

  /** All accounts in the order of their names. */
  Collection<Account> list() {
    return all().values();
  }

  /**
   * Adds an account.
   *
   * @return false if there is one of that name
   */
  synchronized boolean add(Account account) {
    return find(account.name()).isEmpty() && store(account.name(), account);
  }

  /**
   * Changes an account.
   *
   * @return false if there is none of that name
   */
  synchronized boolean change(String name, UnaryOperator<Account> change) {
    Optional<Account> account = find(name);
    return account.isPresent() && store(name, change.apply(account.get()));
  }

  /**
   * Removes an account.
   *
   * @return false if there is none of that name
   */
  synchronized boolean remove(String name) {
    return find(name).isPresent() && store(name, null);
  }

  private boolean store(String name, @Nullable Account account) {
    Map<String, Account> changed = new TreeMap<>(all());
    if (account == null) {
      changed.remove(fold(name));
    } else {
      changed.put(fold(name), account);
    }
    List<Object> list = new ArrayList<>();
    for (Account one : changed.values()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put(NAME, one.name());
      fields.put(STAMP, one.stamp());
      fields.put(PASSWORD, one.password().toString());
      fields.put(GROUPS, new ArrayList<Object>(one.sortedGroups()));
      list.add(fields);
    }
    try {
      file.write(Map.of(ACCOUNTS, list));
    } catch (IOException e) {
      throw new UncheckedIOException("The accounts could not be stored.", e);
    }
    accounts = changed;
    return true;
  }

  private Map<String, Account> all() {
    Map<String, Account> known = accounts;
    return known == null ? read() : known;
  }

  private synchronized Map<String, Account> read() {
    Map<String, Account> known = accounts;
    if (known != null) {
      return known;
    }
    Map<String, Account> read = new TreeMap<>();
    try {
      Object list = file.read().map(content -> content.get(ACCOUNTS)).orElse(List.of());
      for (Object one : list instanceof List<?> some ? some : List.of()) {
        Account account = account(one);
        read.put(fold(account.name()), account);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          new IOException("The file of accounts " + file.path() + " cannot be read", e));
    }
    accounts = read;
    return read;
  }

  private static Account account(Object entry) {
    if (entry instanceof Map<?, ?> fields
        && fields.get(NAME) instanceof String name
        && Account.isName(name)
        && fields.get(STAMP) instanceof String stamp
        && fields.get(PASSWORD) instanceof String password
        && fields.get(GROUPS) instanceof List<?> list) {
      Set<String> groups = new HashSet<>();
      list.forEach(group -> groups.add(String.valueOf(group)));
      return new Account(name, stamp, PasswordHash.parse(password), groups);
    }
    throw new IllegalArgumentException("an account has no name, stamp, password or groups");
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
