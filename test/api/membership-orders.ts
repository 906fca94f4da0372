/** Paths and bodies of the catalogue and of orders that tests of membership use. */
export const catalogueProducts = {
  price: (product: string) => `/v1/catalogue/products/${product}/price?currency=USD&quantity=1000`,
};

export const enquiryTo = (supplier: string) => ({
  supplier,
  profile: 'secured-trade',
  source: 'ENQUIRY',
  demand: { items: [{ description: 'LED lamp', quantity: 1000 }], destination: 'Hong Kong' },
});
