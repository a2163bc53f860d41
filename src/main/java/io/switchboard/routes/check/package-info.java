/**
 * Checks whether the folder with the routes can work. It reports all findings at once,
 * each with its file, its line and what to do. Nothing here needs a store or a network.
 * {@code FolderCheck} has the list of all checks. A new one is a class such as
 * {@code SecretCheck}, a constant in {@code Rule}, and a call in {@code FolderCheck}. No
 * check has a list of kamelets or beans: {@code DescribedKamelets} reads what kamelets
 * say of themselves, {@code JarBeans} what beans say.
 */
@NullMarked
package io.switchboard.routes.check;

import org.jspecify.annotations.NullMarked;
