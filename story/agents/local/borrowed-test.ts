/** A test framework that is kept in the repository. */
export const isBorrowedTest = (file: string): boolean => /gtest|gmock|googletest|(?:^|\/)(?:catch2?|doctest|unity|vendor|third_party)(?:\/|\.)/i.test(file)
